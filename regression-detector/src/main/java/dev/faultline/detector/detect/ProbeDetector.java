package dev.faultline.detector.detect;

import dev.faultline.core.regression.Metric;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;

/**
 * Watches a step of a probe, of which most windows hold nothing and the others a single result.
 * There is no baseline to learn: a probe is to succeed.
 *
 * <pre>
 * degraded    two probes in a row failed, from the first of them on
 * recovered   one has succeeded
 * NO_DATA     before the first result; a window without one changes nothing
 * </pre>
 *
 * Response times are not compared with those before: there are too few of them for a percentile. A
 * step's {@code check: { latency: … }} says what is too slow. Not thread-safe.
 */
public final class ProbeDetector implements SeriesDetector {

  private static final Proof TWO_IN_A_ROW = new Proof(2, 2);
  private static final Proof ONE = new Proof(1, 1);
  private static final double NO_ERRORS = 0;

  private final DegradationTracker tracker;
  private boolean asked;

  ProbeDetector(Series series, DetectionSettings settings) {
    tracker = new DegradationTracker(series, metric(), TWO_IN_A_ROW, TWO_IN_A_ROW, ONE);
  }

  @Override
  public Metric metric() {
    return Metric.ERROR_RATE;
  }

  @Override
  public Condition observe(WindowStats window, GeneratorHealth health) {
    if (window.completed() == 0) {
      return asked ? tracker.unchanged() : new Condition.NoData();
    }
    asked = true;
    double failed = (double) window.failed() / window.completed();
    Observation observation = new Observation(window.startMicros(), window.endMicros(), failed);
    return tracker.observe(
        failed > 0 ? Judgement.MOST_WORSE : Judgement.HEALTHY, observation, NO_ERRORS);
  }
}
