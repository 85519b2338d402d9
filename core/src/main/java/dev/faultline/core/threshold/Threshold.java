package dev.faultline.core.threshold;

import dev.faultline.core.window.Series;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A condition that a run must meet, in k6's grammar: a metric with optional tags, and an expression
 * over one of its aggregates.
 *
 * @param metric what is judged
 * @param tags restrict it to some series; keys are {@code scenario} and {@code step}
 * @param written the metric as the user wrote it, with tags
 */
public record Threshold(
    ThresholdMetric metric,
    Map<String, String> tags,
    ThresholdExpression expression,
    String written) {

  public Threshold {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * Whether the series is judged by this threshold. Iterations as wholes are by one that names
   * them: the others are about requests.
   */
  public boolean covers(String scenario, String step) {
    boolean named = tags.containsKey("step") || !step.equals(Series.ITERATION);
    return named
        && tags.getOrDefault("scenario", scenario).equals(scenario)
        && tags.getOrDefault("step", step).equals(step);
  }
}
