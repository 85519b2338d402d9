package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;
import java.time.Duration;

/**
 * A level that goes up and down around a mean, as traffic does from day to day:
 *
 * <pre>
 * l(t) = mean + amplitude · sin(2π · (t + phase) / period)
 * </pre>
 *
 * @param mean in arrivals per second or users
 * @param amplitude how far it goes from the mean in both directions, not above the mean
 * @param phase how far into a period it begins: at zero with the mean, rising; after three quarters
 *     of the period with the least
 */
public record Wave(double mean, double amplitude, Duration period, Duration phase) {

  private static final double TROUGH = 0.75;

  public Wave {
    Limits.check(mean, period);
    if (!(amplitude >= 0 && amplitude <= mean)) {
      throw new IllegalArgumentException(
          "an amplitude is from 0 to the mean, %s, not %s".formatted(mean, amplitude));
    }
    if (phase.isNegative()) {
      throw new IllegalArgumentException("a phase is not negative, as is " + phase);
    }
  }

  /** The level after so many microseconds. */
  double at(long micros) {
    return mean
        + amplitude * Math.sin(2 * Math.PI * (sinceTroughMicros(micros) / micros() + TROUGH));
  }

  /** The most. */
  double crest() {
    return mean + amplitude;
  }

  /** How long the trough before is past, less than a period. */
  double sinceTroughMicros(long micros) {
    long elapsed = (Durations.micros(phase) + micros) % micros();
    double sinceTrough = elapsed + (1 - TROUGH) * micros();
    return sinceTrough < micros() ? sinceTrough : sinceTrough - micros();
  }

  /** The same times for other levels. */
  Wave with(double otherMean, double otherAmplitude) {
    return new Wave(otherMean, Math.min(otherAmplitude, otherMean), period, phase);
  }

  /** The same shape in a fraction of the time. */
  Wave faster(double speedup) {
    return new Wave(
        mean, amplitude, Durations.divide(period, speedup), Durations.divide(phase, speedup));
  }

  private long micros() {
    return Durations.micros(period);
  }
}
