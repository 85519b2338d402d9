package dev.faultline.core.profile;

import java.time.Duration;

/**
 * A piece of a closed-model load profile: the number of users moves on a straight line, see {@link
 * UserSchedule}.
 *
 * @param startUsers at its begin, not negative
 * @param endUsers at its end, not negative
 */
public record UserStage(int startUsers, int endUsers, Duration duration) {

  public UserStage {
    if (startUsers < 0 || endUsers < 0) {
      throw new IllegalArgumentException(
          "there are zero or more users, not from %d to %d".formatted(startUsers, endUsers));
    }
    Limits.check(duration);
  }

  /** The same users from begin to end. */
  public static UserStage constant(int users, Duration duration) {
    return new UserStage(users, users, duration);
  }

  int peakUsers() {
    return Math.max(startUsers, endUsers);
  }
}
