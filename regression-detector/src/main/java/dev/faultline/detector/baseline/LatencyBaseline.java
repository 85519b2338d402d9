package dev.faultline.detector.baseline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The baseline of a latency, learned from the healthy windows of the run. Not thread-safe. */
public final class LatencyBaseline {

  private final Learning learning;
  private final Deque<Double> healthy = new ArrayDeque<>();
  private int skipped;
  private Optional<Baseline> current = Optional.empty();

  public LatencyBaseline(Learning learning) {
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
    if (healthy.size() >= learning.atLeast()) {
      double[] values = healthy.stream().mapToDouble(Double::doubleValue).toArray();
      current = Optional.of(Baseline.of(values));
    }
  }

  /** What was learned so far; empty while that is too little. */
  public Optional<Baseline> current() {
    return current;
  }
}
