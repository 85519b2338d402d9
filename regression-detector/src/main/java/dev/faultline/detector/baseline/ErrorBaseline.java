package dev.faultline.detector.baseline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The usual error rate, learned from the healthy windows of the run. Not thread-safe. */
public final class ErrorBaseline {

  private final Learning learning;
  private final Deque<Proportion> healthy = new ArrayDeque<>();
  private Proportion sum = Proportion.NONE;
  private int skipped;

  public ErrorBaseline(Learning learning) {
    this.learning = learning;
  }

  /** Takes the errors of a window that nobody has called worse. */
  public void learn(Proportion failed) {
    if (skipped < learning.skip()) {
      skipped++;
      return;
    }
    if (healthy.size() == learning.atMost()) {
      sum = sum.minus(healthy.removeFirst());
    }
    healthy.addLast(failed);
    sum = sum.plus(failed);
  }

  /** What was learned so far; empty while that is too little. */
  public Optional<Proportion> current() {
    return healthy.size() < learning.atLeast() ? Optional.empty() : Optional.of(sum);
  }
}
