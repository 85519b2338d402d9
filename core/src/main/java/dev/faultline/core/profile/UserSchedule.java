package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many users a closed-model load profile has at each moment. The line {@code l(t)} of a stage
 * is followed in whole users, {@code n(t) = round(l(t))}: one comes or goes where it passes a half.
 * On a straight line from {@code a} to {@code b} users in the time {@code D} the j-th (from 1) does
 * so at
 *
 * <pre>
 * t(j) = (j − ½) · D / |b − a|
 * </pre>
 *
 * and on a wave with the amplitude {@code A} the j-th comes at this time after a trough, and is the
 * first to go when the wave is back there:
 *
 * <pre>
 * t(j) = acos(1 − (j − ½) / A) · period / 2π
 * </pre>
 *
 * Rounding to the nearest user, rather than down, makes the user-seconds of a ramp exactly the
 * integral of its line: half a user too many and half a user too few weigh the same.
 */
public final class UserSchedule {

  private final List<Change> changes = new ArrayList<>();
  private int users;

  /**
   * From then on there are so many users.
   *
   * @param offsetMicros from the profile's start
   */
  public record Change(long offsetMicros, int users) {}

  private UserSchedule() {}

  /** The schedule of the profile, which begins and ends without users. */
  public static UserSchedule of(LoadProfile.Closed profile) {
    UserSchedule schedule = new UserSchedule();
    long startMicros = 0;
    for (UserStage stage : profile.stages()) {
      switch (stage) {
        case UserStage.Ramp ramp -> schedule.ramp(startMicros, ramp);
        case UserStage.Sine sine -> schedule.wave(startMicros, sine);
      }
      startMicros += Durations.micros(stage.duration());
    }
    schedule.change(startMicros, 0);
    return schedule;
  }

  /**
   * Every moment at which the number changes, in order; the last is the profile's end unless there
   * were no users any more. Immutable.
   */
  public List<Change> changes() {
    return Collections.unmodifiableList(changes);
  }

  /**
   * The users that one shard has. As only their number counts, not who they are, they are those
   * whose number is in the slice.
   */
  public UserSchedule of(Slice slice) {
    UserSchedule part = new UserSchedule();
    changes.forEach(change -> part.change(change.offsetMicros(), slice.of(change.users())));
    return part;
  }

  private void change(long offsetMicros, int to) {
    if (users != to) {
      changes.add(new Change(offsetMicros, to));
      users = to;
    }
  }

  private void ramp(long startMicros, UserStage.Ramp stage) {
    change(startMicros, stage.startUsers());
    int steps = Math.abs(stage.endUsers() - stage.startUsers());
    int direction = Integer.signum(stage.endUsers() - stage.startUsers());
    double stepMicros = (double) Durations.micros(stage.duration()) / steps;
    for (int j = 1; j <= steps; j++) {
      // Rounded down, for the next stage begins with the microsecond after this one's last.
      long offsetMicros = startMicros + (long) ((j - 0.5) * stepMicros);
      change(offsetMicros, stage.startUsers() + direction * j);
    }
  }

  private void wave(long startMicros, UserStage.Sine stage) {
    double period = Durations.micros(stage.wave().period());
    double begin = stage.wave().sinceTroughMicros(0);
    double end = begin + Durations.micros(stage.duration());
    int least = (int) (stage.wave().mean() - stage.wave().amplitude());
    int rise = 2 * (int) stage.wave().amplitude();
    change(startMicros, usersAfter(begin, period, least, rise));
    for (long n = 0; n * period < end; n++) {
      for (int j = 1; j <= rise; j++) {
        within(begin, end, n * period + afterTrough(j, period, rise), startMicros, least + j);
      }
      for (int j = rise; j >= 1; j--) {
        within(
            begin,
            end,
            (n + 1) * period - afterTrough(j, period, rise),
            startMicros,
            least + j - 1);
      }
    }
  }

  /** The users at a time less than a period after a trough. */
  private static int usersAfter(double sinceTrough, double period, int least, int rise) {
    int present = 0;
    for (int j = 1; j <= rise; j++) {
      double comes = afterTrough(j, period, rise);
      if (comes <= sinceTrough && sinceTrough < period - comes) {
        present++;
      }
    }
    return least + present;
  }

  private static double afterTrough(int j, double period, int rise) {
    return Math.acos(1 - (2 * j - 1.0) / rise) * period / (2 * Math.PI);
  }

  private void within(double begin, double end, double time, long startMicros, int to) {
    if (begin < time && time < end) {
      change(startMicros + (long) (time - begin), to);
    }
  }
}
