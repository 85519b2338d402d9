package dev.faultline.core.statistics;

import java.util.Arrays;

/**
 * Location and spread that a few wild values do not move: up to half of the values may be anything.
 *
 * @see <a href="https://doi.org/10.1016/j.jesp.2013.03.013">Leys et al., Detecting outliers: Do not
 *     use standard deviation around the mean, use absolute deviation around the median</a>
 */
public final class Statistics {

  private Statistics() {}

  /**
   * The middle value; of an even number of values, the mean of the middle two.
   *
   * @param values at least one, none NaN; left as they are
   * @throws IllegalArgumentException when there are none
   */
  public static double median(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing has no median");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }

  /**
   * The median distance from the median, not scaled: 1.4826 times it estimates the standard
   * deviation of normally distributed values.
   *
   * @param values at least one, none NaN; left as they are
   * @throws IllegalArgumentException when there are none
   */
  public static double medianAbsoluteDeviation(double... values) {
    double median = median(values);
    return median(Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
  }
}
