package dev.faultline.detector.baseline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Learns the baseline of a value from the healthy windows of the run. Not thread-safe. */
public final class BaselineLearner {

  private final Learning learning;
  private final Deque<Double> healthy = new ArrayDeque<>();
  private int skipped;
  private boolean stale;
  private Optional<Baseline> current = Optional.empty();

  public BaselineLearner(Learning learning) {
    this.learning = learning;
  }

  /** Takes the value of a window that nobody has called worse. */
  public void learn(double value) {
    if (skipped < learning.skip()) {
      skipped++;
      return;
    }
    if (healthy.size() == learning.atMost()) {
      healthy.removeFirst();
    }
    healthy.addLast(value);
    stale = true;
  }

  /** What was learned so far; empty while that is too little. */
  public Optional<Baseline> current() {
    if (stale && healthy.size() >= learning.atLeast()) {
      current =
          Optional.of(Baseline.of(healthy.stream().mapToDouble(Double::doubleValue).toArray()));
      stale = false;
    }
    return current;
  }
}
