package dev.faultline.core.profile;

/**
 * Random numbers that are the same on every machine and in every version of Java: SplitMix64, and
 * functions that are computed by {@link StrictMath}. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood, Fast Splittable
 *     Pseudorandom Number Generators</a>
 */
public final class SplitMix {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;

  public SplitMix(long seed) {
    state = seed;
  }

  /** Spreads what differs in a few bits over all of them. */
  public static long mix(long number) {
    long z = number;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in (0, 1]. */
  public double uniform() {
    return ((next() >>> 11) + 1) * UNIT;
  }

  /** 64 random bits. */
  public long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** Exponential with the mean 1. */
  double exponential() {
    return -StrictMath.log(uniform());
  }

  /**
   * The sum of so many exponentials.
   *
   * @param shape at least 1
   * @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia, Tsang, A Simple Method for
   *     Generating Gamma Variables</a>
   */
  double gamma(int shape) {
    double d = shape - 1 / 3.0;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = 1 + c * x;
      if (v > 0) {
        v = v * v * v;
        if (StrictMath.log(uniform()) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
          return d * v;
        }
      }
    }
  }

  /** Marsaglia's polar method. */
  private double normal() {
    while (true) {
      double x = 2 * uniform() - 1;
      double y = 2 * uniform() - 1;
      double s = x * x + y * y;
      if (s > 0 && s < 1) {
        return x * Math.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}
