package dev.faultline.detector.baseline;

/**
 * So many of so many, and what that says about the share behind it: the Wilson score interval,
 * which holds for few trials and for shares near 0, where errors live.
 *
 * <pre>
 *                     z²           ⎛ p(1−p)     z²  ⎞
 *               p +  ───   ± z · √ ⎜ ────── +  ──── ⎟
 *                     2n           ⎝   n       4n²  ⎠
 * lower, upper = ─────────────────────────────────────
 *                              1 + z²/n
 * </pre>
 *
 * @param hits from 0 to {@code trials}
 * @param trials not negative; none says nothing, so the interval is all of 0 to 1
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">E. B. Wilson, Probable Inference,
 *     1927</a>
 */
public record Proportion(long hits, long trials) {

  public static final Proportion NONE = new Proportion(0, 0);

  public Proportion {
    if (hits < 0 || hits > trials) {
      throw new IllegalArgumentException(hits + " of " + trials);
    }
  }

  /** The observed share, 0 when nothing was tried. */
  public double share() {
    return trials == 0 ? 0 : (double) hits / trials;
  }

  public Proportion plus(Proportion other) {
    return new Proportion(hits + other.hits, trials + other.trials);
  }

  public Proportion minus(Proportion other) {
    return new Proportion(hits - other.hits, trials - other.trials);
  }

  /** Lower bound of the share at {@code z} standard deviations, 0 to 1. */
  public double lower(double z) {
    return trials == 0 ? 0 : Math.max(0, bound(z, -1));
  }

  /** Upper bound of the share at {@code z} standard deviations, 0 to 1. */
  public double upper(double z) {
    return trials == 0 ? 1 : Math.min(1, bound(z, 1));
  }

  private double bound(double z, int sign) {
    double n = trials;
    double p = share();
    double squared = z * z;
    double half = z * Math.sqrt(p * (1 - p) / n + squared / (4 * n * n));
    return (p + squared / (2 * n) + sign * half) / (1 + squared / n);
  }
}
