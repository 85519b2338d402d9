package dev.faultline.core.plan;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.threshold.Threshold;
import dev.faultline.core.time.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Writes the text of a plan anew with a section replaced. The text is taken apart to nodes and put
 * together again, for a section may be written in many ways; comments get lost. Thread-safe.
 */
public final class PlanText {

  private static final String THRESHOLDS = "thresholds";
  private static final LoadSettings LOAD =
      LoadSettings.builder().setSchema(new CoreSchema()).setAllowNonScalarKeys(true).build();
  private static final DumpSettings DUMP =
      DumpSettings.builder().setSchema(new CoreSchema()).setSplitLines(false).build();

  private PlanText() {}

  /**
   * The same plan with other thresholds, in their order.
   *
   * @param source of a valid plan
   */
  public static PlanSource withThresholds(PlanSource source, List<Threshold> thresholds) {
    MappingNode root = (MappingNode) new Compose(LOAD).composeString(source.yaml()).orElseThrow();
    List<NodeTuple> sections = new ArrayList<>();
    for (NodeTuple section : root.getValue()) {
      if (!(section.getKeyNode() instanceof ScalarNode key && key.getValue().equals(THRESHOLDS))) {
        sections.add(section);
      }
    }
    sections.add(new NodeTuple(text(THRESHOLDS), section(thresholds)));
    Node swapped = new MappingNode(Tag.MAP, sections, FlowStyle.BLOCK);
    String yaml =
        new Present(DUMP).emitToString(new Serialize(DUMP).serializeOne(swapped).iterator());
    return new PlanSource(source.file(), yaml, source.parameters());
  }

  private static Node section(List<Threshold> thresholds) {
    Map<String, List<Node>> byMetric = new LinkedHashMap<>();
    for (Threshold threshold : thresholds) {
      byMetric
          .computeIfAbsent(threshold.written(), metric -> new ArrayList<>())
          .add(condition(threshold));
    }
    List<NodeTuple> entries = new ArrayList<>();
    byMetric.forEach(
        (metric, expressions) ->
            entries.add(
                new NodeTuple(
                    text(metric), new SequenceNode(Tag.SEQ, expressions, FlowStyle.FLOW))));
    return new MappingNode(Tag.MAP, entries, FlowStyle.BLOCK);
  }

  private static Node condition(Threshold threshold) {
    Node expression = text(threshold.expression().written());
    return threshold
        .abortAfter()
        .<Node>map(delay -> aborting(expression, Durations.format(delay)))
        .orElse(expression);
  }

  private static Node aborting(Node expression, String delay) {
    return new MappingNode(
        Tag.MAP,
        List.of(
            new NodeTuple(text("threshold"), expression),
            new NodeTuple(text("abortOnFail"), text("true")),
            new NodeTuple(text("delayAbortEval"), text(delay))),
        FlowStyle.FLOW);
  }

  private static Node text(String value) {
    return new ScalarNode(Tag.STR, value, ScalarStyle.DOUBLE_QUOTED);
  }
}
