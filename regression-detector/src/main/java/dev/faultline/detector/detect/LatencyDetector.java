package dev.faultline.detector.detect;

import dev.faultline.core.regression.Metric;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;

/**
 * Compares response times with the run's own healthy windows: the 95th percentile, and the median,
 * each with a baseline of its own. The degradation is told in terms of the 95th percentile.
 *
 * <pre>
 * limit       = centre + (1 + 5/n) · max(5 · spread, 50 % of the centre, 10 ms), n windows learned
 * MOST_WORSE    either percentile − lag &gt; its limit, and the median &gt; its limit
 * SOME_WORSE    the 95th percentile − lag &gt; its limit, the median is not
 * HEALTHY       both ≤ their limits, and no more than half of the results failed
 * UNKNOWN       otherwise: failing fast, or the generator's own lag may be all there is
 * </pre>
 *
 * <p>Four windows in a row prove a degradation when most requests are worse, eight when some are:
 * on a busy machine a few requests wait for a core for seconds, all of them do not. One healthy
 * window outweighs two, or four, of them; three prove the end. See {@link Evidence}.
 *
 * <p>When nothing completes in a window although iterations are in flight, the age of the oldest
 * request takes the percentiles' place, whether or not arrivals were due: while a target stands
 * still, its users begin nothing new. It has a baseline of its own, because it may be a request of
 * another step.
 *
 * <p>Only healthy windows outside of a degradation enter the baseline.
 *
 * <p>Limits of the method:
 *
 * <ul>
 *   <li>what is bad from the first seconds on is the baseline, and what changes before there is one
 *       goes unseen;
 *   <li>what lasts less than four windows (eight, when it hits only some requests) is not told from
 *       a hiccup of the machine, and what comes and goes is not found;
 *   <li>a drift of less than the margin within the remembered windows (5 minutes) becomes the
 *       baseline;
 *   <li>more load may make a target slower: that is a degradation too, whatever its cause;
 *   <li>a second cause during a degradation is hidden by it;
 *   <li>when only some requests hang, they are seen when they time out.
 * </ul>
 */
public final class LatencyDetector implements SeriesDetector {

  private final DetectionSettings settings;
  private final LatencyBaseline baseline;
  private final WindowPool pool = new WindowPool();
  private final DegradationTracker tracker;

  public LatencyDetector(Series series, DetectionSettings settings) {
    this.settings = settings;
    baseline = new LatencyBaseline(settings.learning(), settings.latency());
    tracker =
        new DegradationTracker(
            series, metric(), settings.mostWorse(), settings.someWorse(), settings.recovery());
  }

  @Override
  public Metric metric() {
    return Metric.RESPONSE_TIME_P95;
  }

  @Override
  public Condition observe(WindowStats window, GeneratorHealth health) {
    if (window.completed() == 0) {
      return silence(window, health);
    }
    pool.add(window, health);
    if (pool.results() < settings.minResults()) {
      return unchanged();
    }
    Condition condition = baseline.known() ? judge() : learn();
    pool.clear();
    return condition;
  }

  private Condition learn() {
    if (mostlySuccessful()) {
      baseline.learn(pool);
    }
    return unchanged();
  }

  private Condition judge() {
    Percentiles limits = baseline.limits();
    Judgement judgement = judgement(limits);
    Observation seen =
        new Observation(pool.onsetMicros(limits), pool.endMicros(), pool.percentiles().tail());
    Condition condition = tracker.observe(judgement, seen, baseline.tailMicros());
    if (judgement == Judgement.HEALTHY && condition instanceof Condition.Healthy) {
      baseline.learn(pool);
    }
    return condition;
  }

  private Judgement judgement(Percentiles limits) {
    Percentiles seen = pool.percentiles();
    if (seen.minus((double) pool.maxLagMicros()).above(limits)) {
      return seen.mostlyAbove(limits) ? Judgement.MOST_WORSE : Judgement.SOME_WORSE;
    }
    return !seen.above(limits) && mostlySuccessful() ? Judgement.HEALTHY : Judgement.UNKNOWN;
  }

  private boolean mostlySuccessful() {
    return pool.errorRate() <= settings.healthyErrorRate();
  }

  private Condition silence(WindowStats window, GeneratorHealth health) {
    long age = window.oldestInFlightAgeMicros();
    boolean stalled =
        baseline.known()
            && window.inFlight() > 0
            && age - health.maxSchedulingLagMicros() > baseline.ageLimitMicros();
    if (!stalled) {
      return unchanged();
    }
    pool.clear();
    Observation seen = new Observation(window.startMicros(), window.endMicros(), age);
    return tracker.observe(Judgement.MOST_WORSE, seen, baseline.tailMicros());
  }

  private Condition unchanged() {
    return baseline.known() ? tracker.unchanged() : new Condition.NoData();
  }
}
