package dev.faultline.generator.schedule;

/**
 * The arrivals of users who share a number of iterations: whoever is ready first takes the next,
 * and after the last one nobody begins another.
 */
public final class LimitedArrivals implements Arrivals {

  private final Users users;
  private long left;

  /**
   * @param iterations of all users, those included that were due before; not negative
   */
  public LimitedArrivals(Users users, long iterations) {
    this.users = users;
    this.left = Math.max(0, iterations - users.dueBefore());
  }

  @Override
  public long nextDueMicros() {
    return left == 0 ? NEVER : users.nextDueMicros();
  }

  @Override
  public long dueBefore() {
    return users.dueBefore();
  }

  @Override
  public boolean advance() {
    boolean due = users.advance();
    if (due) {
      left--;
    }
    return due;
  }

  /** Whether all have begun. */
  public boolean usedUp() {
    return left == 0;
  }
}
