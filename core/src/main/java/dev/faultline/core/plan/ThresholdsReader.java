package dev.faultline.core.plan;

import dev.faultline.core.threshold.MetricSelector;
import dev.faultline.core.threshold.Threshold;
import dev.faultline.core.threshold.ThresholdMetric;
import dev.faultline.core.threshold.ThresholdParser;
import dev.faultline.core.threshold.ThresholdSyntaxException;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code thresholds: {metric: expression or list of expressions, …}}. */
final class ThresholdsReader {

  private static final String EXPRESSIONS = "an expression such as 'p(95)<500', or a list of them";

  private final Section<Scenario> scenarios;
  private final List<Threshold> thresholds = new ArrayList<>();

  ThresholdsReader(Section<Scenario> scenarios) {
    this.scenarios = scenarios;
  }

  /** The thresholds that could be read. */
  List<Threshold> read(YamlNode section) {
    Optional<YamlMap> map = section.map("a map from metrics to expressions");
    for (YamlNode metric : map.map(YamlMap::all).orElse(List.of())) {
      Optional<MetricSelector> selector = selector(metric);
      List<YamlNode> expressions = metric.isList() ? metric.elements(EXPRESSIONS) : List.of(metric);
      expressions.forEach(expression -> threshold(selector, expression));
    }
    return thresholds;
  }

  private Optional<MetricSelector> selector(YamlNode metric) {
    try {
      MetricSelector selector = ThresholdParser.selector(metric.name());
      checkTags(metric, selector);
      return Optional.of(selector);
    } catch (ThresholdSyntaxException e) {
      metric.mistakeAtName(e.problem(), e.expected());
      return Optional.empty();
    }
  }

  private void threshold(Optional<MetricSelector> selector, YamlNode node) {
    node.text(EXPRESSIONS)
        .ifPresent(
            text -> {
              try {
                // Without a metric the expression can be wrong all the same.
                ThresholdParser.expression(text);
                selector.ifPresent(s -> thresholds.add(ThresholdParser.threshold(s, text)));
              } catch (ThresholdSyntaxException e) {
                node.mistake(e.problem(), e.expected());
              }
            });
  }

  private void checkTags(YamlNode metric, MetricSelector selector) {
    String scenario = selector.tags().get("scenario");
    String step = selector.tags().get("step");
    if (scenario != null && !scenarios.names().contains(scenario)) {
      metric.mistakeAtName(
          "unknown scenario '%s' in '%s'".formatted(scenario, metric.name()),
          "one of " + String.join(", ", scenarios.names()));
    } else if (step != null && selector.metric() == ThresholdMetric.DROPPED) {
      metric.mistakeAtName(
          "tag 'step' in '%s'".formatted(metric.name()),
          "no step: it is arrivals of a scenario that are dropped");
    } else if (step != null && scenarios.things().size() == scenarios.names().size()) {
      checkStep(metric, scenario, step);
    }
  }

  private void checkStep(YamlNode metric, String scenario, String step) {
    List<String> steps =
        scenarios.things().stream()
            .filter(candidate -> scenario == null || candidate.name().equals(scenario))
            .flatMap(candidate -> candidate.measuredSteps().stream())
            .distinct()
            .toList();
    if (!steps.contains(step)) {
      metric.mistakeAtName(
          "unknown step '%s' in '%s'".formatted(step, metric.name()),
          "one of " + String.join(", ", steps));
    }
  }
}
