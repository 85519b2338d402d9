package dev.faultline.core.threshold;

import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.window.Series;
import java.util.Optional;

/**
 * What a threshold is about: a metric, restricted by tags.
 *
 * @param scenario the only scenario that counts; empty for all
 * @param step the only step that counts; empty for all
 * @param results which results count
 * @param resource whose use it is; only there where the metric is about resources, and always then
 * @param measure what of the resource it is; the same
 * @param written as the user wrote it, with tags
 */
public record MetricSelector(
    ThresholdMetric metric,
    Optional<String> scenario,
    Optional<String> step,
    ResultKind results,
    Optional<String> resource,
    Optional<String> measure,
    String written) {

  /**
   * Whether the series is one of those that are meant. Iterations as wholes and deliveries are when
   * they are named, or when the metric is about them: the others are about requests.
   */
  boolean covers(Series series) {
    return isMeant(series)
        && scenario.orElse(series.scenario()).equals(series.scenario())
        && step.orElse(series.step()).equals(series.step());
  }

  /** Whether it is about that resource. */
  boolean covers(ResourceSample sample) {
    return resource.equals(Optional.of(sample.resource()));
  }

  private boolean isMeant(Series series) {
    if (metric.scope() == Scope.RESOURCE) {
      return false;
    }
    return metric.scope() == Scope.DELIVERIES
        ? series.ofDeliveries()
        : step.isPresent() || series.ofRequests();
  }
}
