package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A scenario that is written in Java.
 *
 * <pre>
 * execute: reorder
 * execute: { scenario: reorder, settings: { order: "${orderId}" } }
 * </pre>
 */
record ExecuteKind() implements StepKind {

  private static final CheckForm ANSWERS =
      CheckForm.withoutStatus(EnumSet.of(CheckForm.Part.LATENCY));

  private static final String EXPECTED =
      "the name of a custom scenario, or a map with scenario, settings";

  @Override
  public String key() {
    return "execute";
  }

  @Override
  public String called() {
    return "a custom scenario";
  }

  @Override
  public boolean fits(Target target) {
    return target instanceof Target.Custom;
  }

  @Override
  public CheckForm answers() {
    return ANSWERS;
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope) {
    return node.isWrittenMap()
        ? node.map(EXPECTED).flatMap(map -> read(map, new TemplateReader(scope, false)))
        : node.value(Formats.NAME).map(scenario -> step(scenario, Map.of()));
  }

  private static Optional<Function<StepHead, Step.Measured>> read(
      YamlMap map, TemplateReader templates) {
    Optional<String> scenario = map.required("scenario", Formats.NAME);
    Map<String, Template> settings =
        CustomReader.settings(map, node -> templates.read(node, "a text"));
    return map.build(() -> step(scenario.get(), settings));
  }

  private static Function<StepHead, Step.Measured> step(
      String scenario, Map<String, Template> settings) {
    return head ->
        new CustomStep(head.name(), scenario, settings, head.timeout(), head.expectation());
  }
}
