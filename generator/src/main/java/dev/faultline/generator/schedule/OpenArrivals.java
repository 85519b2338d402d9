package dev.faultline.generator.schedule;

import dev.faultline.core.profile.ArrivalSchedule;

/**
 * The arrivals of an open-model scenario: its schedule's, each taken exactly once, however late.
 */
public final class OpenArrivals implements Arrivals {

  private final ArrivalSchedule schedule;
  private final long startMicros;
  private final long total;
  private long next;
  private long nextDueMicros;

  /**
   * @param startMicros time zero of the schedule, microseconds since the epoch
   */
  public OpenArrivals(ArrivalSchedule schedule, long startMicros) {
    this.schedule = schedule;
    this.startMicros = startMicros;
    this.total = schedule.total();
    this.nextDueMicros = due(0);
  }

  @Override
  public long nextDueMicros() {
    return nextDueMicros;
  }

  @Override
  public boolean advance() {
    next++;
    nextDueMicros = due(next);
    return true;
  }

  private long due(long index) {
    return index < total ? startMicros + schedule.dueMicros(index) : NEVER;
  }
}
