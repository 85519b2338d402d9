package dev.faultline.core.plan;

import dev.faultline.core.threshold.MetricSelector;
import dev.faultline.core.threshold.Scope;
import dev.faultline.core.threshold.Threshold;
import dev.faultline.core.threshold.ThresholdParser;
import dev.faultline.core.threshold.ThresholdSyntaxException;
import dev.faultline.core.yaml.Suggestion;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code thresholds: {metric: condition or list of conditions, …}}, where a condition is an
 * expression or {@code {threshold: expression, abortOnFail: true, delayAbortEval: 10s}}.
 */
final class ThresholdsReader {

  private static final String CONDITIONS =
      "an expression such as 'p(95)<500', a map with 'threshold', or a list of them";

  private final Section<Scenario> scenarios;
  private final Section<ResourceSpec> resources;
  private final List<Threshold> thresholds = new ArrayList<>();

  ThresholdsReader(Section<Scenario> scenarios, Section<ResourceSpec> resources) {
    this.scenarios = scenarios;
    this.resources = resources;
  }

  /** The thresholds that could be read. */
  List<Threshold> read(YamlNode section) {
    Optional<YamlMap> map = section.map("a map from metrics to conditions");
    for (YamlNode metric : map.map(YamlMap::all).orElse(List.of())) {
      Optional<MetricSelector> selector = selector(metric);
      List<YamlNode> conditions = metric.isList() ? metric.elements(CONDITIONS) : List.of(metric);
      conditions.forEach(node -> condition(selector, node).ifPresent(thresholds::add));
    }
    return thresholds;
  }

  private Optional<MetricSelector> selector(YamlNode metric) {
    try {
      MetricSelector selector = ThresholdParser.selector(metric.name());
      checkTags(metric, selector);
      checkDelivery(metric, selector);
      return Optional.of(selector);
    } catch (ThresholdSyntaxException e) {
      metric.mistakeAtName(e.problem(), e.expected());
      return Optional.empty();
    }
  }

  private Optional<Threshold> condition(Optional<MetricSelector> selector, YamlNode node) {
    return node.isWrittenMap()
        ? node.map(CONDITIONS).flatMap(map -> aborting(selector, map))
        : expression(selector, node);
  }

  private Optional<Threshold> aborting(Optional<MetricSelector> selector, YamlMap map) {
    Optional<Threshold> threshold =
        map.required("threshold", "an expression such as 'p(95)<500'")
            .flatMap(node -> expression(selector, node));
    boolean aborts = map.optional("abortOnFail", Formats.YES_OR_NO).orElse(false);
    Optional<Duration> delay = map.optional("delayAbortEval", Formats.DURATION);
    if (delay.isPresent() && !aborts) {
      map.optional("delayAbortEval")
          .ifPresent(
              node ->
                  node.mistakeAtName(
                      "'delayAbortEval' without 'abortOnFail: true'",
                      "both, or none: it says from when on the run may be aborted"));
    }
    if (aborts && selector.filter(its -> its.resource().isPresent()).isPresent()) {
      map.mistake(
          "'abortOnFail' for what a resource uses",
          "none: that is judged at the end of the run, over all of it");
    }
    return map.build(() -> threshold)
        .flatMap(found -> found)
        .map(found -> aborts ? found.abortingAfter(delay.orElse(Duration.ZERO)) : found);
  }

  private static Optional<Threshold> expression(Optional<MetricSelector> selector, YamlNode node) {
    Optional<String> text = node.text(CONDITIONS);
    try {
      // Without a metric the expression can be wrong all the same.
      text.ifPresent(ThresholdParser::expression);
      return text.flatMap(
          written -> selector.map(metric -> ThresholdParser.threshold(metric, written)));
    } catch (ThresholdSyntaxException e) {
      node.mistake(e.problem(), e.expected());
      return Optional.empty();
    }
  }

  private void checkTags(YamlNode metric, MetricSelector selector) {
    selector
        .resource()
        .ifPresent(name -> checkResource(metric, name, selector.measure().orElseThrow()));
    Optional<String> scenario = selector.scenario();
    if (scenario.isPresent() && !scenarios.names().contains(scenario.get())) {
      metric.mistakeAtName(
          "unknown scenario '%s' in '%s'".formatted(scenario.get(), metric.name()),
          "one of " + String.join(", ", scenarios.names()));
    } else if (scenarios.things().size() == scenarios.names().size()) {
      selector.step().ifPresent(step -> checkStep(metric, scenario, step));
    }
  }

  private void checkResource(YamlNode metric, String name, String measure) {
    Optional<ResourceSpec> resource =
        resources.things().stream().filter(its -> its.name().equals(name)).findFirst();
    if (!resources.names().contains(name)) {
      metric.mistakeAtName(
          "unknown resource '%s' in '%s'%s"
              .formatted(name, metric.name(), Suggestion.didYouMean(name, resources.names())),
          resources.names().isEmpty()
              ? "the name of a resource, but the plan has none"
              : "one of " + String.join(", ", resources.names()));
    } else if (resource.filter(its -> !its.measures().contains(measure)).isPresent()) {
      metric.mistakeAtName(
          "unknown measure '%s' in '%s'%s"
              .formatted(
                  measure,
                  metric.name(),
                  Suggestion.didYouMean(measure, resource.get().measures())),
          "one of " + String.join(", ", resource.get().measures()));
    }
  }

  private void checkStep(YamlNode metric, Optional<String> scenario, String step) {
    List<String> steps =
        scenarios.things().stream()
            .filter(candidate -> scenario.orElse(candidate.name()).equals(candidate.name()))
            .flatMap(candidate -> candidate.measuredSteps().stream())
            .distinct()
            .toList();
    if (!steps.contains(step)) {
      metric.mistakeAtName(
          "unknown step '%s' in '%s'".formatted(step, metric.name()),
          "one of " + String.join(", ", steps));
    }
  }

  /** Without a scenario whose events are observed nothing would ever be counted. */
  private void checkDelivery(YamlNode metric, MetricSelector selector) {
    boolean known =
        selector.metric().scope() != Scope.DELIVERIES
            || scenarios.things().size() < scenarios.names().size()
            || scenarios.things().stream()
                .filter(each -> selector.scenario().orElse(each.name()).equals(each.name()))
                .anyMatch(each -> each.script().delivery().isPresent());
    if (!known) {
      metric.mistakeAtName(
          "'%s' of a scenario without 'delivery'".formatted(metric.name()),
          "a scenario that says where its events are observed");
    }
  }
}
