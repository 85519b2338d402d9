package dev.faultline.detector.detect;

import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.window.Series;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps the books of a series' degradations: when one is proven it is open, until its end is
 * proven.
 *
 * <pre>
 * healthy ──degradation proven──▶ open ──recovery proven──▶ healthy
 * </pre>
 *
 * Not thread-safe.
 */
final class DegradationTracker {

  private final Series series;
  private final Metric metric;
  private final Evidence degradation;
  private final Evidence recovery;
  private Optional<Degradation> open = Optional.empty();

  DegradationTracker(Series series, Metric metric, Proof degradation, Proof recovery) {
    this.series = series;
    this.metric = metric;
    this.degradation = new Evidence(degradation);
    this.recovery = new Evidence(recovery);
  }

  /** Whether a degradation is proven and lasts. */
  boolean degraded() {
    return open.isPresent();
  }

  /** How the series is when the window says nothing. */
  Condition unchanged() {
    return open.<Condition>map(Condition.Degraded::new).orElseGet(Condition.Healthy::new);
  }

  /**
   * Takes the next observation.
   *
   * @param baseline what the metric is when healthy, in its unit
   */
  Condition observe(Judgement judgement, Observation window, double baseline) {
    return switch (judgement) {
      case UNKNOWN -> unchanged();
      case WORSE -> worse(window, baseline);
      case HEALTHY -> healthy(window);
    };
  }

  private Condition worse(Observation window, double baseline) {
    if (open.isPresent()) {
      recovery.subtract();
      open = open.map(known -> withWorst(known, window.value()));
    } else {
      degradation.add(window);
      if (degradation.proven()) {
        open = Optional.of(proven(window, baseline));
        recovery.clear();
      }
    }
    return unchanged();
  }

  private Condition healthy(Observation window) {
    if (open.isEmpty()) {
      degradation.subtract();
      return unchanged();
    }
    recovery.add(window);
    if (!recovery.proven()) {
      return unchanged();
    }
    Degradation ended = withEnd(open.get(), recovery.sinceMicros());
    open = Optional.empty();
    degradation.clear();
    return new Condition.Recovered(ended);
  }

  private Degradation proven(Observation window, double baseline) {
    return new Degradation(
        series,
        metric,
        degradation.sinceMicros(),
        window.endMicros(),
        OptionalLong.empty(),
        baseline,
        degradation.worst());
  }

  private static Degradation withWorst(Degradation known, double value) {
    return new Degradation(
        known.series(),
        known.metric(),
        known.onsetMicros(),
        known.detectedMicros(),
        known.endMicros(),
        known.baseline(),
        Math.max(known.worst(), value));
  }

  private static Degradation withEnd(Degradation known, long endMicros) {
    return new Degradation(
        known.series(),
        known.metric(),
        known.onsetMicros(),
        known.detectedMicros(),
        OptionalLong.of(endMicros),
        known.baseline(),
        known.worst());
  }
}
