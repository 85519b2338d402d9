package dev.faultline.core.resource;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How fast a quantity grows, from samples that also hold outliers and steps: the Theil–Sen
 * estimator, the median of the slopes between any two samples,
 *
 * <pre>
 * slope = median { (yⱼ − yᵢ) / (xⱼ − xᵢ) : xᵢ &lt; xⱼ }
 * </pre>
 *
 * which up to 29 % of arbitrary samples cannot lead astray. It is taken for no growth at all when
 * chance could have made it: when 0 lies within Sen's 99 % confidence interval. With {@code n}
 * samples of which groups of {@code t} are equal, Kendall's S has the variance and the interval
 * goes from the slope of rank {@code (N − C) / 2} to that of rank {@code (N + C) / 2} of all {@code
 * N}, where
 *
 * <pre>
 * var S = ( n(n−1)(2n+5) − Σ t(t−1)(2t+5) ) / 18        C = 2.576 √(var S)
 * </pre>
 *
 * @see <a href="https://doi.org/10.1080/01621459.1968.10480934">P. K. Sen, Estimates of the
 *     Regression Coefficient Based on Kendall's Tau, 1968</a>
 */
public final class Growth {

  /** Fewer say nothing. */
  static final int FEWEST = 10;

  private static final double Z = 2.576;

  private Growth() {}

  /** A sample. */
  public record Point(double x, double y) {}

  /**
   * The growth of y for each 1 of x; empty when there are fewer than ten samples.
   *
   * @param points in the order of x, each x once; takes time and memory with their square
   */
  public static OptionalDouble of(List<Point> points) {
    int n = points.size();
    if (n < FEWEST) {
      return OptionalDouble.empty();
    }
    double[] slopes = slopes(points);
    double c = Z * Math.sqrt(variance(points));
    double low = slopes[rank((slopes.length - c) / 2, slopes.length)];
    double high = slopes[rank((slopes.length + c) / 2, slopes.length)];
    boolean proven = low > 0 || high < 0;
    return OptionalDouble.of(proven ? median(slopes) : 0);
  }

  private static double[] slopes(List<Point> points) {
    int n = points.size();
    double[] slopes = new double[n * (n - 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        Point first = points.get(i);
        Point second = points.get(j);
        slopes[next++] = (second.y() - first.y()) / (second.x() - first.x());
      }
    }
    Arrays.sort(slopes);
    return slopes;
  }

  private static double variance(List<Point> points) {
    Map<Double, Long> equal = new HashMap<>();
    points.forEach(point -> equal.merge(point.y(), 1L, Long::sum));
    double n = points.size();
    double ties =
        equal.values().stream().mapToDouble(t -> (double) t * (t - 1) * (2 * t + 5)).sum();
    return (n * (n - 1) * (2 * n + 5) - ties) / 18;
  }

  private static int rank(double rank, int count) {
    return (int) Math.clamp(Math.round(rank), 0, count - 1);
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
