package dev.faultline.core.threshold;

import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * A condition that a run must meet, in k6's grammar: a metric with optional tags, and an expression
 * over one of its aggregates.
 *
 * @param selector what is judged
 * @param abortAfter when it is broken so long after the run's start, or later, the run is aborted;
 *     empty when the run goes on whatever it says
 */
public record Threshold(
    MetricSelector selector, ThresholdExpression expression, Optional<Duration> abortAfter) {

  /** The metric as the user wrote it, with tags. */
  public String written() {
    return selector.written();
  }

  /** The same condition, which ends the run when it is broken so long after its start or later. */
  public Threshold abortingAfter(Duration delay) {
    return new Threshold(selector, expression, Optional.of(delay));
  }

  /** The same condition for a run in a fraction of its time. */
  public Threshold faster(double speedup) {
    return new Threshold(
        selector, expression, abortAfter.map(delay -> Durations.divide(delay, speedup)));
  }
}
