package dev.faultline.generator.schedule;

import dev.faultline.core.profile.ArrivalSlice;

/**
 * The arrivals of an open-model scenario: those that its shard has of the schedule from a time on,
 * each taken exactly once, however late.
 */
public final class OpenArrivals implements Arrivals {

  private final ArrivalSlice arrivals;
  private final long startMicros;
  private final long total;
  private final long dueBefore;
  private long next;
  private long nextDueMicros;

  /**
   * @param startMicros time zero of the schedule, microseconds since the epoch
   * @param fromMicros what was due before this time is left to others
   */
  public OpenArrivals(ArrivalSlice arrivals, long startMicros, long fromMicros) {
    this.arrivals = arrivals;
    this.startMicros = startMicros;
    this.total = arrivals.total();
    this.dueBefore = arrivals.dueBefore(fromMicros - startMicros);
    this.next = dueBefore;
    this.nextDueMicros = due(next);
  }

  @Override
  public long nextDueMicros() {
    return nextDueMicros;
  }

  @Override
  public long dueBefore() {
    return dueBefore;
  }

  @Override
  public boolean advance() {
    next++;
    nextDueMicros = due(next);
    return true;
  }

  private long due(long index) {
    return index < total ? startMicros + arrivals.dueMicros(index) : NEVER;
  }
}
