package dev.faultline.detector.baseline;

import dev.faultline.core.statistics.Statistics;

/**
 * What a value is when healthy. Both numbers are robust: up to half of the values may be outliers
 * before they move without bound.
 *
 * <pre>
 * centre = median(xᵢ)
 * spread = 1.4826 · median(|xᵢ − centre|)
 * </pre>
 *
 * The factor makes the spread the standard deviation when the values are normally distributed.
 *
 * @param centre in the value's unit
 * @param spread in the value's unit
 * @param size how many values it was learned from, at least 1
 * @see <a href="https://www.itl.nist.gov/div898/handbook/eda/section3/eda356.htm">NIST handbook on
 *     the median absolute deviation</a>
 */
public record Baseline(double centre, double spread, int size) {

  /** The size at which the margins are twice as wide as those of a baseline of any size. */
  private static final double YOUNG = 5;

  private static final double NORMAL = 1.4826;

  /**
   * The baseline of these values.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Baseline of(double... values) {
    return new Baseline(
        Statistics.median(values),
        NORMAL * Statistics.medianAbsoluteDeviation(values),
        values.length);
  }

  /**
   * The value above which something is worse. A baseline of few values knows less, so its margins
   * are wider:
   *
   * <pre>
   * limit = centre + (1 + 5/size) · max(spreads · spread, share · centre, absolute)
   * </pre>
   */
  public double limit(Margins margins) {
    double margin =
        Math.max(
            margins.spreads() * spread, Math.max(margins.share() * centre, margins.absolute()));
    return centre + (1 + YOUNG / size) * margin;
  }
}
