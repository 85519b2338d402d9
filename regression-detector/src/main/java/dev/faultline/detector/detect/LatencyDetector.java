package dev.faultline.detector.detect;

import dev.faultline.core.regression.Metric;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import dev.faultline.detector.baseline.Baseline;
import dev.faultline.detector.baseline.LatencyBaseline;

/**
 * Compares the response time's 95th percentile with the run's own healthy windows.
 *
 * <pre>
 * limit   = centre + max(4 · spread, 50 % of the centre, 10 ms)
 * WORSE     p95 − lag &gt; limit, where lag is how late the generator itself was
 * HEALTHY   p95 ≤ limit, and no more than half of the results failed
 * UNKNOWN   otherwise: the generator's lateness may be all there is, or failing fast
 * </pre>
 *
 * <p>When nothing completes in a window in which arrivals were due, the age of the oldest iteration
 * in flight takes the percentile's place; it has a baseline of its own, because an iteration may
 * last longer than one of its steps.
 *
 * <p>What proves a degradation and its end is told at {@link Evidence}. Only healthy windows outside
 * of a degradation enter the baseline.
 *
 * <p>Limits of the method:
 *
 * <ul>
 *   <li>what is bad from the first seconds on is the baseline, and what changes before there is one
 *       goes unseen;
 *   <li>a degradation of less than four windows is not told from a hiccup of the machine, and one
 *       of less than two thirds of the windows is not found;
 *   <li>a drift of less than the margin within the remembered windows (5 minutes) becomes the
 *       baseline;
 *   <li>more load may make a target slower: that is a degradation too, whatever its cause;
 *   <li>a second cause during a degradation is hidden by it;
 *   <li>when only some requests hang, they are seen when they time out.
 * </ul>
 */
public final class LatencyDetector implements SeriesDetector {

  private final DetectionSettings settings;
  private final LatencyBaseline percentiles;
  private final LatencyBaseline ages;
  private final WindowPool pool = new WindowPool();
  private final DegradationTracker tracker;

  public LatencyDetector(Series series, DetectionSettings settings) {
    this.settings = settings;
    percentiles = new LatencyBaseline(settings.learning());
    ages = new LatencyBaseline(settings.learning());
    tracker =
        new DegradationTracker(series, metric(), settings.degradation(), settings.recovery());
  }

  @Override
  public Metric metric() {
    return Metric.RESPONSE_TIME_P95;
  }

  @Override
  public Condition observe(WindowStats window, GeneratorHealth health) {
    if (window.completed() == 0) {
      return silent(window, health);
    }
    pool.add(window, health.maxSchedulingLagMicros());
    if (pool.results() < settings.minResults()) {
      return unchanged();
    }
    Condition condition = judge();
    pool.clear();
    return condition;
  }

  private Condition judge() {
    if (percentiles.current().isEmpty()) {
      if (mostlySuccessful()) {
        learn();
      }
      return unchanged();
    }
    Baseline baseline = percentiles.current().get();
    double limit = baseline.limit(settings.latency());
    Judgement judgement = judgement(limit);
    Condition condition =
        tracker.observe(
            judgement,
            new Observation(pool.onsetMicros(limit), pool.endMicros(), pool.p95Micros()),
            baseline.centre());
    if (judgement == Judgement.HEALTHY && condition instanceof Condition.Healthy) {
      learn();
    }
    return condition;
  }

  private Judgement judgement(double limit) {
    long p95 = pool.p95Micros();
    if (p95 - pool.maxLagMicros() > limit) {
      return Judgement.WORSE;
    }
    return p95 <= limit && mostlySuccessful() ? Judgement.HEALTHY : Judgement.UNKNOWN;
  }

  private boolean mostlySuccessful() {
    return pool.errorRate() <= settings.healthyErrorRate();
  }

  private void learn() {
    percentiles.learn(pool.p95Micros());
    ages.learn(pool.maxAgeMicros());
  }

  private Condition silent(WindowStats window, GeneratorHealth health) {
    if (percentiles.current().isEmpty() || window.offered() == 0 || window.inFlight() == 0) {
      return unchanged();
    }
    double limit = ages.current().orElseThrow().limit(settings.latency());
    long age = window.oldestInFlightAgeMicros();
    if (age - health.maxSchedulingLagMicros() <= limit) {
      return unchanged();
    }
    pool.clear();
    return tracker.observe(
        Judgement.WORSE,
        new Observation(window.startMicros(), window.endMicros(), age),
        percentiles.current().get().centre());
  }

  private Condition unchanged() {
    return percentiles.current().isEmpty() ? new Condition.NoData() : tracker.unchanged();
  }
}
