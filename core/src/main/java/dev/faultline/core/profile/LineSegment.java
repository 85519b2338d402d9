package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;

/**
 * A stage whose rate is a straight line. Seen from its slower end, with the rate {@code v} there
 * and the slope {@code s ≥ 0}, the arrivals of the next {@code u} seconds are
 *
 * <pre>
 * n(u) = v·u + s·u²/2        hence        u(n) = 2n / (v + √(v² + 2·s·n))
 * </pre>
 *
 * This form of the quadratic's root has neither a difference of nearly equal numbers nor, for
 * {@code s = 0}, a special case: it becomes the division {@code n / v}. A falling stage is counted
 * backwards from its end, for the same formula seen from the faster end cancels where the rate
 * comes to zero.
 *
 * @see <a href="https://doi.org/10.1145/103162.103163">Goldberg, What Every Computer Scientist
 *     Should Know About Floating-Point Arithmetic, section 1.4 (cancellation)</a>
 * @param startMicros its begin, from the profile's start
 * @param lengthMicros how long it lasts
 * @param arrivalsBefore the integral of the profile at its begin
 * @param arrivals its own integral
 * @param slowRate arrivals per second at its slower end
 * @param slope how much faster each second becomes, away from the slower end; not negative
 * @param falling whether the slower end is its end
 */
record LineSegment(
    long startMicros,
    long lengthMicros,
    double arrivalsBefore,
    double arrivals,
    double slowRate,
    double slope,
    boolean falling)
    implements Segment {

  private static final double MICROS_PER_SECOND = 1e6;

  static LineSegment of(Stage stage, long startMicros, double arrivalsBefore) {
    long lengthMicros = Durations.micros(stage.duration());
    double seconds = lengthMicros / MICROS_PER_SECOND;
    return new LineSegment(
        startMicros,
        lengthMicros,
        arrivalsBefore,
        (stage.startRate() + stage.endRate()) / 2 * lengthMicros / MICROS_PER_SECOND,
        Math.min(stage.startRate(), stage.endRate()),
        Math.abs(stage.endRate() - stage.startRate()) / seconds,
        stage.endRate() < stage.startRate());
  }

  @Override
  public double dueMicros(double n) {
    double own = n - arrivalsBefore;
    double micros = falling ? lengthMicros - micros(arrivals - own) : micros(own);
    return startMicros + Math.clamp(micros, 0, lengthMicros);
  }

  @Override
  public double arrivalsBy(long offsetMicros) {
    double elapsed = (offsetMicros - startMicros) / MICROS_PER_SECOND;
    double left = (startMicros + lengthMicros - offsetMicros) / MICROS_PER_SECOND;
    return arrivalsBefore + (falling ? arrivals - count(left) : count(elapsed));
  }

  /** n(u). */
  private double count(double seconds) {
    return slowRate * seconds + slope * seconds * seconds / 2;
  }

  /** u(n). */
  private double micros(double n) {
    if (n <= 0) {
      return 0; // also where rate and count are both zero: 0/0
    }
    return 2 * n * MICROS_PER_SECOND / (slowRate + Math.sqrt(slowRate * slowRate + 2 * slope * n));
  }
}
