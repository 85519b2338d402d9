package dev.faultline.detector.detect;

import dev.faultline.core.regression.Metric;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import dev.faultline.detector.baseline.ErrorBaseline;
import dev.faultline.detector.baseline.Proportion;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compares the error rate with the run's own healthy windows.
 *
 * <pre>
 * limit   = max(upper bound of the baseline, its rate + 1 percentage point)
 * WORSE     the window's own rate &gt; limit, and the lower bound over the last 3 windows &gt; limit
 * HEALTHY   the window's own rate ≤ limit, and no more than half of its results failed
 * UNKNOWN   otherwise: too few results to be sure
 * </pre>
 *
 * <p>The bounds are Wilson's at 99 %, see {@link Proportion}: they take the place of counting
 * windows, so that the first WORSE window is the proof, and the degradation began with the first of
 * the three windows above the limit. Its end is proven like that of a latency. A window without
 * results says nothing here; the {@link LatencyDetector} sees that nothing completes.
 */
public final class ErrorRateDetector implements SeriesDetector {

  private record Failures(long startMicros, long endMicros, Proportion failed) {
    static Failures of(WindowStats window) {
      return new Failures(
          window.startMicros(),
          window.endMicros(),
          new Proportion(window.failed(), window.completed()));
    }

    double rate() {
      return failed.share();
    }
  }

  private static final Proof BY_BOUNDS = new Proof(1, 1);

  private final DetectionSettings settings;
  private final ErrorBaseline baseline;
  private final Deque<Failures> latest = new ArrayDeque<>();
  private final DegradationTracker tracker;

  public ErrorRateDetector(Series series, DetectionSettings settings) {
    this.settings = settings;
    baseline = new ErrorBaseline(settings.learning());
    tracker = new DegradationTracker(series, metric(), BY_BOUNDS, BY_BOUNDS, settings.recovery());
  }

  @Override
  public Metric metric() {
    return Metric.ERROR_RATE;
  }

  @Override
  public Condition observe(WindowStats window, GeneratorHealth health) {
    if (window.completed() > 0) {
      Failures failures = Failures.of(window);
      remember(failures);
      if (baseline.current().isPresent()) {
        return judge(failures, baseline.current().get());
      }
      if (mostlySuccessful(failures)) {
        baseline.learn(failures.failed());
      }
    }
    return baseline.current().isEmpty() ? new Condition.NoData() : tracker.unchanged();
  }

  private Condition judge(Failures window, Proportion usual) {
    double limit = Math.max(usual.upper(settings.z()), usual.share() + settings.errorMargin());
    Judgement judgement = judgement(window, limit);
    long onset = judgement == Judgement.MOST_WORSE ? onsetMicros(limit) : window.startMicros();
    Condition condition =
        tracker.observe(
            judgement, new Observation(onset, window.endMicros(), window.rate()), usual.share());
    if (judgement == Judgement.HEALTHY && condition instanceof Condition.Healthy) {
      baseline.learn(window.failed());
    }
    return condition;
  }

  private Judgement judgement(Failures window, double limit) {
    if (window.rate() <= limit) {
      return mostlySuccessful(window) ? Judgement.HEALTHY : Judgement.UNKNOWN;
    }
    Proportion together =
        latest.stream().map(Failures::failed).reduce(Proportion.NONE, Proportion::plus);
    return together.lower(settings.z()) > limit ? Judgement.MOST_WORSE : Judgement.UNKNOWN;
  }

  private long onsetMicros(double limit) {
    return latest.stream()
        .filter(window -> window.rate() > limit)
        .findFirst()
        .orElseThrow()
        .startMicros();
  }

  private void remember(Failures window) {
    if (latest.size() == settings.errorWindows()) {
      latest.removeFirst();
    }
    latest.addLast(window);
  }

  private boolean mostlySuccessful(Failures window) {
    return window.rate() <= settings.healthyErrorRate();
  }
}
