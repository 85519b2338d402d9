package dev.faultline.core.plan;

import dev.faultline.core.threshold.Threshold;
import dev.faultline.core.yaml.Mistakes;
import dev.faultline.core.yaml.Placeholders;
import dev.faultline.core.yaml.Position;
import dev.faultline.core.yaml.YamlDocument;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads other thresholds for a run that is over, from a file with nothing but {@code thresholds} or
 * from a whole plan, of which the other parts are passed over. The thresholds must be about the
 * scenarios and steps of the run.
 */
public final class ThresholdsFile {

  private static final String DOCUMENT = "a map with thresholds, or a plan";

  /** What a plan may hold besides and does not matter here. */
  private static final List<String> PASSED_OVER =
      List.of(
          "name",
          "targets",
          "proxies",
          "data",
          "load",
          "seed",
          "scenarios",
          "faults",
          "resources",
          "secrets",
          "maxDroppedShare");

  private ThresholdsFile() {}

  /**
   * The plan with the thresholds of the file, or everything that is wrong with them, by line.
   * Thread-safe.
   *
   * @param file the file's name, for messages
   */
  public static PlanOutcome read(String file, String yaml, Plan plan) {
    Mistakes mistakes = new Mistakes();
    Placeholders placeholders = new Placeholders();
    Optional<YamlNode> root = YamlDocument.read("the file", yaml, mistakes, placeholders);
    if (mistakes.inOrder().isEmpty() && root.filter(node -> !node.isNull()).isEmpty()) {
      mistakes.add(Position.START, "the file is empty", DOCUMENT);
    }
    return root.filter(node -> !node.isNull())
        .flatMap(node -> node.map(DOCUMENT))
        .flatMap(map -> read(map, placeholders, plan))
        .<PlanOutcome>map(PlanOutcome.Valid::new)
        .orElseGet(() -> PlanOutcome.Invalid.of(file, mistakes));
  }

  private static Optional<Plan> read(YamlMap map, Placeholders placeholders, Plan plan) {
    PASSED_OVER.forEach(map::optional);
    new ParametersReader(Map.of(), placeholders).read(map);
    List<String> names = plan.scenarios().stream().map(Scenario::name).toList();
    ThresholdsReader reader =
        new ThresholdsReader(
            new Section<>("scenario", names, plan.scenarios()),
            new Section<>(
                "resource",
                plan.resources().stream().map(ResourceSpec::name).toList(),
                plan.resources()));
    List<Threshold> thresholds =
        map.required("thresholds", "a map from metrics to expressions")
            .map(reader::read)
            .orElse(List.of());
    return map.build(() -> plan.with(thresholds));
  }
}
