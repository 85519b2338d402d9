package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;
import java.util.ArrayList;
import java.util.List;

/**
 * How many users a closed-model load profile has at each moment. A stage's line {@code l(t)} from
 * {@code a} to {@code b} users in the time {@code D} is followed in whole users, {@code n(t) =
 * round(l(t))}: of the {@code |b − a|} users that come or go, the j-th (from 1) does so at
 *
 * <pre>
 * t(j) = (j − ½) · D / |b − a|
 * </pre>
 *
 * Rounding to the nearest user, rather than down, makes the user-seconds of a ramp exactly the
 * integral of its line: half a user too many and half a user too few weigh the same.
 */
public final class UserSchedule {

  private final List<Change> changes;

  /**
   * From then on there are so many users.
   *
   * @param offsetMicros from the profile's start
   */
  public record Change(long offsetMicros, int users) {}

  private UserSchedule(List<Change> changes) {
    this.changes = List.copyOf(changes);
  }

  /** The schedule of the profile, which begins and ends without users. */
  public static UserSchedule of(LoadProfile.Closed profile) {
    List<Change> changes = new ArrayList<>();
    long startMicros = 0;
    int users = 0;
    for (UserStage stage : profile.stages()) {
      jump(changes, startMicros, users, stage.startUsers());
      ramp(changes, startMicros, stage);
      startMicros += Durations.micros(stage.duration());
      users = stage.endUsers();
    }
    jump(changes, startMicros, users, 0);
    return new UserSchedule(changes);
  }

  /**
   * Every moment at which the number changes, in order; the last is the profile's end unless there
   * were no users any more. Immutable.
   */
  public List<Change> changes() {
    return changes;
  }

  private static void jump(List<Change> changes, long offsetMicros, int from, int to) {
    if (from != to) {
      changes.add(new Change(offsetMicros, to));
    }
  }

  private static void ramp(List<Change> changes, long startMicros, UserStage stage) {
    int steps = Math.abs(stage.endUsers() - stage.startUsers());
    int direction = Integer.signum(stage.endUsers() - stage.startUsers());
    double stepMicros = (double) Durations.micros(stage.duration()) / steps;
    for (int j = 1; j <= steps; j++) {
      // Rounded down, for the next stage begins with the microsecond after this one's last.
      long offsetMicros = startMicros + (long) ((j - 0.5) * stepMicros);
      changes.add(new Change(offsetMicros, stage.startUsers() + direction * j));
    }
  }
}
