package dev.faultline.core.profile;

import java.time.Duration;

/**
 * A piece of an open-model load profile: the rate moves on a straight line from {@link
 * #startRate()} to {@link #endRate()} during {@link #duration()}.
 */
public sealed interface Stage {

  Duration duration();

  /** Arrivals per second at its begin, not negative. */
  double startRate();

  /** Arrivals per second at its end, not negative. */
  double endRate();

  /** The same rate from begin to end. */
  record Constant(double rate, Duration duration) implements Stage {
    public Constant {
      Limits.check(rate, duration);
    }

    @Override
    public double startRate() {
      return rate;
    }

    @Override
    public double endRate() {
      return rate;
    }
  }

  /** From one rate to another on a straight line. */
  record Ramp(double startRate, double endRate, Duration duration) implements Stage {
    public Ramp {
      Limits.check(startRate, duration);
      Limits.check(endRate, duration);
    }
  }
}
