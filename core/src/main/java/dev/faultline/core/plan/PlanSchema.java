package dev.faultline.core.plan;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.yaml.ReadingListener;
import dev.faultline.core.yaml.shape.Document;
import dev.faultline.core.yaml.shape.Explorer;
import dev.faultline.core.yaml.shape.JsonSchema;
import java.util.List;
import java.util.Map;

/** The JSON Schema of plans, for editors and for whoever writes plans by program. */
public final class PlanSchema {

  /** A plan's own load is read for a scenario that shares it, and a weight beside such a load. */
  private static final List<Document.Keys> SEEDS =
      List.of(
          Document.EMPTY,
          Document.EMPTY
              .with("load", new Document.Blank())
              .with("scenarios", Document.EMPTY.with("a", new Document.Blank())));

  private static final List<String> NAMES = List.of("a", "$.a");

  private PlanSchema() {}

  /** The schema as the reader of plans has it; the same text each time. */
  public static String json() {
    return JsonSchema.of(Explorer.explore(PlanSchema::read, SEEDS, NAMES), "A plan of Faultline");
  }

  private static void read(String yaml, ReadingListener listener) {
    PlanReader.read(new PlanSource("plan.yaml", yaml, Map.of()), PlanFiles.none(), listener);
  }
}
