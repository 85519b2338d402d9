package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;

/**
 * The arrivals of a wave, counted from one of its troughs on. With the angle {@code θ} since the
 * trough, the rate is {@code m − a·cos θ}, and the arrivals of the first half of a period are
 *
 * <pre>
 * n(θ) = (m·θ − a·sin θ) / ω = ((m − a)·θ + a·(θ − sin θ)) / ω        ω = 2π / period
 * </pre>
 *
 * which is Kepler's equation. The second form adds what is not negative, so nothing cancels where
 * the rate comes close to zero. The falling half of a period is the rising one seen from its end.
 *
 * <p>The inverse has no closed form. On the rising half {@code n} is convex, so Newton's steps from
 * a point above the root come down to it and never pass it: no bracket is needed. Both {@code (m −
 * a)·θ} and {@code a·θ³/π² ≤ a·(θ − sin θ)} are below {@code n·ω}, which gives a point that is
 * above the root by a small factor only. The mean rate between root and point is at least a third
 * of that at the point (it is exactly that for {@code θ³}), so what remains after a step is at most
 * twice the step: with steps below a nanosecond, less than 0.002 µs, besides the rounding of
 * doubles. A handful of steps are enough.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Kepler%27s_equation">Kepler's equation</a>
 * @param mean m, arrivals per second
 * @param amplitude a, not above the mean
 */
record WaveCount(double mean, double amplitude, double periodSeconds) {

  private static final double TOLERANCE_SECONDS = 1e-9;

  static WaveCount of(Wave wave) {
    return new WaveCount(wave.mean(), wave.amplitude(), Durations.micros(wave.period()) / 1e6);
  }

  /** The count so many seconds after a trough, not negative. */
  double at(double seconds) {
    double periods = Math.floor(seconds / periodSeconds);
    double rest = Math.clamp(seconds - periods * periodSeconds, 0, periodSeconds);
    double arrivals =
        rest <= periodSeconds / 2 ? rising(rest) : perPeriod() - rising(periodSeconds - rest);
    return periods * perPeriod() + arrivals;
  }

  /**
   * The arrivals of a part of the wave. With {@code δ} half of its angle and {@code μ} the angle at
   * its middle, {@code sin θ₂ − sin θ₁ = 2·cos μ·sin δ} makes of the difference of two counts
   *
   * <pre>
   * n = 2·((m − a)·δ + a·(δ − sin δ) + 2a·sin δ·sin²(μ/2)) / ω
   * </pre>
   *
   * in which again nothing is subtracted, however short the part and however far from the trough.
   *
   * @param beginSeconds its begin, from the trough on
   */
  double during(double beginSeconds, double seconds) {
    double periods = Math.floor(seconds / periodSeconds);
    double rest = Math.clamp(seconds - periods * periodSeconds, 0, periodSeconds);
    double half = omega() * rest / 2;
    double sine = Math.sin((omega() * beginSeconds + half) / 2);
    double scaled = scaled(half) + 2 * amplitude * Math.sin(half) * sine * sine;
    return periods * perPeriod() + 2 * scaled / omega();
  }

  /** How long after the trough the count is so high. */
  double seconds(double count) {
    if (count <= 0) {
      return 0; // also where nothing ever arrives
    }
    double periods = Math.floor(count / perPeriod());
    double rest = Math.clamp(count - periods * perPeriod(), 0, perPeriod());
    double seconds =
        rest <= perPeriod() / 2 ? solve(rest) : periodSeconds - solve(perPeriod() - rest);
    return periods * periodSeconds + seconds;
  }

  private double perPeriod() {
    return mean * periodSeconds;
  }

  private double omega() {
    return 2 * Math.PI / periodSeconds;
  }

  private double rising(double seconds) {
    return scaled(omega() * seconds) / omega();
  }

  /** n·ω. */
  private double scaled(double angle) {
    return (mean - amplitude) * angle + amplitude * lessSine(angle);
  }

  /** The inverse of {@link #rising}. */
  private double solve(double count) {
    if (count <= 0) {
      return 0;
    }
    double target = count * omega();
    double tolerance = TOLERANCE_SECONDS * omega();
    double angle =
        Math.min(
            Math.min(Math.PI, target / (mean - amplitude)),
            Math.cbrt(Math.PI * Math.PI * target / amplitude));
    while (true) {
      double step = (scaled(angle) - target) / rate(angle);
      double next = angle - step;
      if (step <= tolerance || next >= angle) {
        return next / omega();
      }
      angle = next;
    }
  }

  /** {@code m − a·cos θ}, without the cancellation at the trough. */
  private double rate(double angle) {
    double sine = Math.sin(angle / 2);
    return mean - amplitude + 2 * amplitude * sine * sine;
  }

  /** {@code θ − sin θ}, for small angles by its series, for there the difference cancels. */
  private static double lessSine(double angle) {
    if (angle >= 1) {
      return angle - Math.sin(angle);
    }
    double square = angle * angle;
    double sum = 1;
    for (int n = 18; n >= 4; n -= 2) {
      sum = 1 - sum * square / (n * (n + 1));
    }
    return angle * square / 6 * sum;
  }
}
