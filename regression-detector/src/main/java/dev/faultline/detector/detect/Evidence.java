package dev.faultline.detector.detect;

/**
 * Tells a change from chance: Page's cumulative sum over the windows' judgements,
 *
 * <pre>
 * S ← max(0, S + 1)          for a window that speaks for the change
 * S ← max(0, S − against)    for a window that speaks against it
 * </pre>
 *
 * The change is proven when {@code S} reaches {@code needed}; it began when {@code S} last left 0,
 * the cumulative sum's own estimate. Single outliers therefore neither prove a change nor move its
 * begin. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1093/biomet/41.1-2.100">E. S. Page, Continuous Inspection
 *     Schemes, 1954</a>
 */
final class Evidence {

  private final Proof proof;
  private int sum;
  private long sinceMicros;
  private double worst;

  Evidence(Proof proof) {
    this.proof = proof;
  }

  void add(Observation window) {
    if (sum == 0) {
      sinceMicros = window.onsetMicros();
      worst = window.value();
    }
    sum++;
    worst = Math.max(worst, window.value());
  }

  void subtract() {
    sum = Math.max(0, sum - proof.against());
  }

  void clear() {
    sum = 0;
  }

  /** Whether nothing speaks for the change, or no longer. */
  boolean none() {
    return sum == 0;
  }

  boolean proven() {
    return sum >= proof.needed();
  }

  /** Begin of the change, once there is evidence for it. */
  long sinceMicros() {
    return sinceMicros;
  }

  /** Largest value among the evidence. */
  double worst() {
    return worst;
  }
}
