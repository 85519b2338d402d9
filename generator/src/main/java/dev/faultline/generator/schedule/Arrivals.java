package dev.faultline.generator.schedule;

import dev.faultline.core.profile.ArrivalSchedule;

/**
 * Walks through one scenario's arrivals in the order they are due, so that each is taken exactly
 * once, however late. Not thread-safe.
 */
public final class Arrivals {

  /** Due time of an arrival that will never come. */
  public static final long NEVER = Long.MAX_VALUE;

  private final ArrivalSchedule schedule;
  private final long startMicros;
  private final long total;
  private long next;
  private long nextDueMicros;

  /**
   * @param startMicros time zero of the schedule, microseconds since the epoch
   */
  public Arrivals(ArrivalSchedule schedule, long startMicros) {
    this.schedule = schedule;
    this.startMicros = startMicros;
    this.total = schedule.total();
    this.nextDueMicros = due(0);
  }

  /** When the next arrival is due, microseconds since the epoch, or {@link #NEVER}. */
  public long nextDueMicros() {
    return nextDueMicros;
  }

  /** The next arrival has been dealt with. */
  public void advance() {
    next++;
    nextDueMicros = due(next);
  }

  private long due(long index) {
    return index < total ? startMicros + schedule.dueMicros(index) : NEVER;
  }
}
