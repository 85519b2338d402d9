package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;
import java.time.Duration;

/** A piece of an open-model load profile: how many arrivals per second, for how long. */
public sealed interface Stage {

  Duration duration();

  /**
   * Arrivals per second, not negative.
   *
   * @param micros from the stage's begin to its end, both included
   */
  double rateAt(long micros);

  /** The highest rate of the stage, or of the wave that it is a part of. */
  double peakRate();

  /** The same rates in a fraction of the time. */
  Stage faster(double speedup);

  /** A multiple of the same rates. */
  Stage times(double factor);

  /** Its begin, not longer than it is. */
  Stage first(Duration length);

  /** Arrivals per second at its begin. */
  default double startRate() {
    return rateAt(0);
  }

  /** Arrivals per second at its end. */
  default double endRate() {
    return rateAt(Durations.micros(duration()));
  }

  /** The same rate from begin to end. */
  record Constant(double rate, Duration duration) implements Stage {
    public Constant {
      Limits.check(rate, duration);
    }

    @Override
    public double rateAt(long micros) {
      return rate;
    }

    @Override
    public double peakRate() {
      return rate;
    }

    @Override
    public Constant faster(double speedup) {
      return new Constant(rate, Durations.divide(duration, speedup));
    }

    @Override
    public Constant times(double factor) {
      return new Constant(rate * factor, duration);
    }

    @Override
    public Constant first(Duration length) {
      return new Constant(rate, length);
    }
  }

  /** From one rate to another on a straight line. */
  record Ramp(double startRate, double endRate, Duration duration) implements Stage {
    public Ramp {
      Limits.check(startRate, duration);
      Limits.check(endRate, duration);
    }

    @Override
    public double rateAt(long micros) {
      double share = (double) micros / Durations.micros(duration);
      return startRate * (1 - share) + endRate * share;
    }

    @Override
    public double peakRate() {
      return Math.max(startRate, endRate);
    }

    @Override
    public Ramp faster(double speedup) {
      return new Ramp(startRate, endRate, Durations.divide(duration, speedup));
    }

    @Override
    public Ramp times(double factor) {
      return new Ramp(startRate * factor, endRate * factor, duration);
    }

    @Override
    public Ramp first(Duration length) {
      return new Ramp(startRate, rateAt(Durations.micros(length)), length);
    }
  }

  /**
   * One arrival at a time, far apart: what watches a target rather than loads it.
   *
   * @param every from one arrival to the next
   * @param duration {@link LoadProfile#FOREVER} when it has no end
   */
  record Probe(Duration every, Duration duration) implements Stage {
    public Probe {
      Limits.check(every);
      Limits.check(duration);
    }

    @Override
    public double rateAt(long micros) {
      return 1e6 / Durations.micros(every);
    }

    @Override
    public double peakRate() {
      return rateAt(0);
    }

    /** What has no end has none in a fraction of the time either. */
    @Override
    public Probe faster(double speedup) {
      return isEndless() ? this : new Probe(every, Durations.divide(duration, speedup));
    }

    @Override
    public Probe times(double factor) {
      return new Probe(Durations.divide(every, factor), duration);
    }

    @Override
    public Probe first(Duration length) {
      return new Probe(every, length);
    }

    boolean isEndless() {
      return duration.equals(LoadProfile.FOREVER);
    }
  }

  /** Up and down around a mean. */
  record Sine(Wave wave, Duration duration) implements Stage {
    public Sine {
      Limits.check(duration);
    }

    @Override
    public double rateAt(long micros) {
      return wave.at(micros);
    }

    @Override
    public double peakRate() {
      return wave.crest();
    }

    @Override
    public Sine faster(double speedup) {
      return new Sine(wave.faster(speedup), Durations.divide(duration, speedup));
    }

    @Override
    public Sine times(double factor) {
      return new Sine(wave.with(wave.mean() * factor, wave.amplitude() * factor), duration);
    }

    @Override
    public Sine first(Duration length) {
      return new Sine(wave, length);
    }
  }
}
