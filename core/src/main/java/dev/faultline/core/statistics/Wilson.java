package dev.faultline.core.statistics;

/**
 * The score interval of a proportion: which true shares are compatible with {@code successes} out
 * of {@code n}. With {@code p = successes / n}
 *
 * <pre>
 * (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
 * </pre>
 *
 * It stays sound for few observations and for shares near 0 and 1, where the normal approximation
 * does not. {@code z} is the quantile of the standard normal distribution: 1.96 for 95 % between
 * both bounds, 1.645 for 95 % above the lower or below the upper one.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">E. B. Wilson (1927), Probable
 *     inference, the law of succession, and statistical inference</a>
 */
public final class Wilson {

  private Wilson() {}

  /**
   * The lower bound; 0 when nothing was observed.
   *
   * @param successes from 0 to n
   * @param n observations, 0 or more
   * @param z 0 or more
   */
  public static double lower(long successes, long n, double z) {
    check(successes, n, z);
    return successes == 0 ? 0 : Math.max(0, bound(successes, n, -z));
  }

  /**
   * The upper bound; 1 when nothing was observed.
   *
   * @param successes from 0 to n
   * @param n observations, 0 or more
   * @param z 0 or more
   */
  public static double upper(long successes, long n, double z) {
    check(successes, n, z);
    return successes == n ? 1 : Math.min(1, bound(successes, n, z));
  }

  private static double bound(long successes, long n, double z) {
    double p = (double) successes / n;
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
    return (p + z * z / (2.0 * n) + half) / (1 + z * z / n);
  }

  private static void check(long successes, long n, double z) {
    if (successes < 0 || successes > n || !(z >= 0)) {
      throw new IllegalArgumentException(
          "no proportion: %d of %d with z = %s".formatted(successes, n, z));
    }
  }
}
