package dev.faultline.generator.schedule;

/** When the iterations of one scenario are due, taken in order. Not thread-safe. */
public sealed interface Arrivals permits OpenArrivals, Users, LimitedArrivals {

  /** A time that never comes. */
  long NEVER = Long.MAX_VALUE;

  /**
   * When something is to be done next, microseconds since the epoch, or {@link #NEVER}. What is due
   * later may still move.
   */
  long nextDueMicros();

  /** How many iterations were due before these begin; 0 where the profile does not tell. */
  long dueBefore();

  /** Does it. True when an iteration is due then, false when it was something else. */
  boolean advance();
}
