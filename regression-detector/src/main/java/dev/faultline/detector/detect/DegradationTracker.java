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
  private final Evidence mostWorse;
  private final Evidence someWorse;
  private final Evidence recovery;
  private Optional<Degradation> open = Optional.empty();

  DegradationTracker(
      Series series, Metric metric, Proof mostWorse, Proof someWorse, Proof recovery) {
    this.series = series;
    this.metric = metric;
    this.mostWorse = new Evidence(mostWorse);
    this.someWorse = new Evidence(someWorse);
    this.recovery = new Evidence(recovery);
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
      case HEALTHY -> healthy(window);
      case SOME_WORSE, MOST_WORSE -> worse(judgement, window, baseline);
    };
  }

  private Condition worse(Judgement judgement, Observation window, double baseline) {
    if (open.isPresent()) {
      recovery.subtract();
      open = open.map(known -> withWorst(known, window.value()));
      return unchanged();
    }
    someWorse.add(window);
    if (judgement == Judgement.MOST_WORSE) {
      mostWorse.add(window);
    } else {
      mostWorse.subtract();
    }
    // What begins to hit most requests has its own onset, whatever hit some of them before.
    if (mostWorse.proven()) {
      open(mostWorse, window, baseline);
    } else if (someWorse.proven() && mostWorse.none()) {
      open(someWorse, window, baseline);
    }
    return unchanged();
  }

  private Condition healthy(Observation window) {
    if (open.isEmpty()) {
      mostWorse.subtract();
      someWorse.subtract();
      return unchanged();
    }
    recovery.add(window);
    if (!recovery.proven()) {
      return unchanged();
    }
    Degradation ended = withEnd(open.get(), recovery.sinceMicros());
    open = Optional.empty();
    mostWorse.clear();
    someWorse.clear();
    return new Condition.Recovered(ended);
  }

  private void open(Evidence evidence, Observation window, double baseline) {
    open =
        Optional.of(
            new Degradation(
                series,
                metric,
                evidence.sinceMicros(),
                window.endMicros(),
                OptionalLong.empty(),
                baseline,
                evidence.worst()));
    recovery.clear();
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
