package dev.faultline.cli.compare;

/**
 * How much worse a figure may be. Better is never too much.
 *
 * <ul>
 *   <li>a percentile of the response time: higher by more than {@code percent} of the baseline;
 *   <li>the throughput: lower by more than {@code percent} of the baseline;
 *   <li>the error rate: higher by more than {@code percent} of the baseline's rate <em>and</em> by
 *       more than 0.1 percentage points. Without the second, one error after a run without any
 *       would be infinitely worse.
 * </ul>
 *
 * @param percent 0 or more
 */
public record Tolerance(double percent) {

  /** 0.1 percentage points. */
  private static final double ERROR_RATE_RISE = 0.001;

  /** What is exactly at the limit is not beyond it, whatever binary fractions make of it. */
  private static final double ROUNDING = 1e-9;

  public Tolerance {
    if (!(percent >= 0) || Double.isInfinite(percent)) {
      throw new IllegalArgumentException("a tolerance is 0 or more, not " + percent);
    }
  }

  boolean exceeded(Figure figure, double baseline, double current) {
    return switch (figure) {
      case P50, P95, P99 -> beyond(current - baseline, baseline);
      case THROUGHPUT -> beyond(baseline - current, baseline);
      case ERROR_RATE ->
          beyond(current - baseline, baseline)
              && current - baseline > ERROR_RATE_RISE * (1 + ROUNDING);
    };
  }

  private boolean beyond(double worsening, double baseline) {
    return worsening > baseline * (percent / 100 + ROUNDING);
  }
}
