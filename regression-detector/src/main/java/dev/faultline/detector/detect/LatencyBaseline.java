package dev.faultline.detector.detect;

import dev.faultline.detector.baseline.Baseline;
import dev.faultline.detector.baseline.BaselineLearner;
import dev.faultline.detector.baseline.Learning;
import dev.faultline.detector.baseline.Margins;

/** What the latencies of a series, and the ages of its iterations, are when healthy. */
final class LatencyBaseline {

  private final Margins margins;
  private final BaselineLearner median;
  private final BaselineLearner tail;
  private final BaselineLearner age;

  LatencyBaseline(Learning learning, Margins margins) {
    this.margins = margins;
    median = new BaselineLearner(learning);
    tail = new BaselineLearner(learning);
    age = new BaselineLearner(learning);
  }

  void learn(WindowPool healthy) {
    median.learn(healthy.percentiles().median());
    tail.learn(healthy.percentiles().tail());
    age.learn((double) healthy.maxAgeMicros());
  }

  /** Whether enough was learned to judge by; all that follows asks for it. */
  boolean known() {
    return tail.current().isPresent();
  }

  /** The tail percentile when healthy, in microseconds. */
  double tailMicros() {
    return of(tail).centre();
  }

  /** Above these, a latency is worse. */
  Percentiles limits() {
    return new Percentiles(of(median).limit(margins), of(tail).limit(margins));
  }

  /** Above this, the oldest iteration in flight is older than any should be, in microseconds. */
  double ageLimitMicros() {
    return of(age).limit(margins);
  }

  private static Baseline of(BaselineLearner learner) {
    return learner.current().orElseThrow();
  }
}
