package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;
import java.time.Duration;

/**
 * A piece of a closed-model load profile: how many users, for how long. Users are whole, see {@link
 * UserSchedule}.
 */
public sealed interface UserStage {

  Duration duration();

  /**
   * The line that the users follow, not rounded, not negative.
   *
   * @param micros from the stage's begin to its end, both included
   */
  double levelAt(long micros);

  /** The most users of the stage, or of the wave that it is a part of. */
  int peakUsers();

  /** Not below the number of times that a user comes or goes within the stage. */
  long changes();

  /** The same users in a fraction of the time. */
  UserStage faster(double speedup);

  /** As many of its users as the share gets. */
  UserStage part(Share share);

  /** Users at its end. */
  default int endUsers() {
    return Math.toIntExact(Math.round(levelAt(Durations.micros(duration()))));
  }

  /** The same users from begin to end. */
  static UserStage constant(int users, Duration duration) {
    return new Ramp(users, users, duration);
  }

  /**
   * From a number of users to another on a straight line.
   *
   * @param startUsers at its begin, not negative
   * @param endUsers at its end, not negative
   */
  record Ramp(int startUsers, int endUsers, Duration duration) implements UserStage {

    public Ramp {
      if (startUsers < 0 || endUsers < 0) {
        throw new IllegalArgumentException(
            "there are zero or more users, not from %d to %d".formatted(startUsers, endUsers));
      }
      Limits.check(duration);
    }

    @Override
    public double levelAt(long micros) {
      double share = (double) micros / Durations.micros(duration);
      return startUsers * (1 - share) + endUsers * share;
    }

    @Override
    public int peakUsers() {
      return Math.max(startUsers, endUsers);
    }

    @Override
    public long changes() {
      return Math.abs(endUsers - startUsers);
    }

    @Override
    public Ramp faster(double speedup) {
      return new Ramp(startUsers, endUsers, Durations.divide(duration, speedup));
    }

    @Override
    public Ramp part(Share share) {
      return new Ramp((int) share.of(startUsers), (int) share.of(endUsers), duration);
    }
  }

  /**
   * Up and down around a mean.
   *
   * @param wave whose mean and amplitude are whole users
   */
  record Sine(Wave wave, Duration duration) implements UserStage {

    public Sine {
      if (Math.rint(wave.mean()) != wave.mean()
          || Math.rint(wave.amplitude()) != wave.amplitude()) {
        throw new IllegalArgumentException("users are whole, unlike those of " + wave);
      }
      Limits.check(duration);
    }

    @Override
    public double levelAt(long micros) {
      return wave.at(micros);
    }

    @Override
    public int peakUsers() {
      return Math.toIntExact((long) wave.crest());
    }

    @Override
    public long changes() {
      long begunPeriods = 2 + Durations.micros(duration) / Durations.micros(wave.period());
      return begunPeriods * 4 * (long) wave.amplitude();
    }

    @Override
    public Sine faster(double speedup) {
      return new Sine(wave.faster(speedup), Durations.divide(duration, speedup));
    }

    @Override
    public Sine part(Share share) {
      return new Sine(
          wave.with(share.of((long) wave.mean()), share.of((long) wave.amplitude())), duration);
    }
  }
}
