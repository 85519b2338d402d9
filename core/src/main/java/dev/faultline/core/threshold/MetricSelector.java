package dev.faultline.core.threshold;

import dev.faultline.core.window.Series;
import java.util.Optional;

/**
 * What a threshold is about: a metric, restricted by tags.
 *
 * @param scenario the only scenario that counts; empty for all
 * @param step the only step that counts; empty for all
 * @param results which results count
 * @param written as the user wrote it, with tags
 */
public record MetricSelector(
    ThresholdMetric metric,
    Optional<String> scenario,
    Optional<String> step,
    ResultKind results,
    String written) {

  /**
   * Whether the series is one of those that are meant. Iterations as wholes are when they are
   * named: the others are about requests.
   */
  boolean covers(Series series) {
    boolean named = step.isPresent() || !series.step().equals(Series.ITERATION);
    return named
        && scenario.orElse(series.scenario()).equals(series.scenario())
        && step.orElse(series.step()).equals(series.step());
  }
}
