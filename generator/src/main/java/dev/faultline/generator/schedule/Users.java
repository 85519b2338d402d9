package dev.faultline.generator.schedule;

import dev.faultline.core.profile.UserSchedule;
import dev.faultline.core.profile.UserSchedule.Change;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The arrivals of a closed-model scenario: a user who is ready for the next iteration is one.
 *
 * <pre>
 *          more users wanted
 *                 │
 *                 ▼            iteration begins
 *  (absent)    ready ─────────────────────────────▶ in an iteration
 *     ▲           │  ▲                                    │
 *     └───────────┘  └───── think time, or the pace ◀─────┘
 *   fewer wanted          of those without an answer
 * </pre>
 *
 * <p>Nobody is interrupted: when fewer users are wanted, those leave who are ready next, so the
 * target sees their iterations end as usual.
 *
 * <p>A target that refuses connections answers within microseconds. Users who began again at once
 * would hammer it, and their own machine, many thousand times a second, which no real user does. A
 * user without an answer therefore begins again no sooner than the pace after the beginning:
 *
 * <pre>
 * pace = max(100 ms, users · 1 ms)
 * </pre>
 *
 * so a user tries at most ten times a second, and all together at most a thousand times.
 */
public final class Users implements Arrivals {

  private static final long LEAST_PACE_MICROS = 100_000;
  private static final long PACE_PER_USER_MICROS = 1_000;

  private final List<Change> changes;
  private final long startMicros;
  private final long thinkMicros;
  private final long dueBefore;
  private final Queue<Long> readyMicros = new PriorityQueue<>();
  private int nextChange;
  private int wanted;

  /** Those who are ready, think or are in an iteration. */
  private int present;

  /**
   * @param startMicros time zero of the schedule, microseconds since the epoch
   * @param fromMicros those who came before and have not gone are ready at this time
   * @param thinkMicros between the iterations of a user
   * @param dueBefore how often they had been ready by then
   */
  public Users(
      UserSchedule schedule, long startMicros, long fromMicros, long thinkMicros, long dueBefore) {
    this.changes = schedule.changes();
    this.startMicros = startMicros;
    this.thinkMicros = thinkMicros;
    this.dueBefore = dueBefore;
    while (nextChangeMicros() < fromMicros) {
      wanted = changes.get(nextChange).users();
      nextChange++;
    }
    comeAt(fromMicros);
  }

  @Override
  public long nextDueMicros() {
    return Math.min(nextChangeMicros(), nextReadyMicros());
  }

  @Override
  public long dueBefore() {
    return dueBefore;
  }

  @Override
  public boolean advance() {
    if (nextChangeMicros() <= nextReadyMicros()) {
      change();
      return false;
    }
    readyMicros.remove();
    if (present > wanted) {
      present--;
      return false;
    }
    return true;
  }

  /**
   * A user's iteration has ended.
   *
   * @param dueMicros when it was due, microseconds since the epoch
   * @param endedMicros when it ended
   * @param answered whether the target answered all its requests
   */
  public void ended(long dueMicros, long endedMicros, boolean answered) {
    long ready = endedMicros + thinkMicros;
    readyMicros.add(answered ? ready : Math.max(ready, dueMicros + paceMicros()));
  }

  private void change() {
    long atMicros = nextChangeMicros();
    wanted = changes.get(nextChange).users();
    nextChange++;
    comeAt(atMicros);
  }

  private void comeAt(long micros) {
    while (present < wanted) {
      readyMicros.add(micros);
      present++;
    }
  }

  private long paceMicros() {
    return Math.max(LEAST_PACE_MICROS, present * PACE_PER_USER_MICROS);
  }

  private long nextChangeMicros() {
    return nextChange < changes.size()
        ? startMicros + changes.get(nextChange).offsetMicros()
        : NEVER;
  }

  private long nextReadyMicros() {
    Long first = readyMicros.peek();
    return first == null ? NEVER : first;
  }
}
