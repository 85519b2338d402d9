package dev.faultline.core.result;

import java.util.List;

/**
 * Cumulative counts of one scenario on one shard. A generator that took the shard over counts what
 * was due before as due, and nothing else of it: {@code due = dueBefore + started + dropped} always
 * holds, where {@link #dueBefore} is 0 for the first generator.
 *
 * @param steps the scenario's measured steps in order, so that a window can say "nothing completed"
 *     for a step that has not answered yet
 * @param due arrivals that the profile asked for; in the closed model, how often a user was ready
 * @param started iterations begun
 * @param completed iterations ended, whatever their outcome
 * @param dropped arrivals not started because the in-flight limit was reached
 * @param inFlight iterations running at the watermark
 * @param oldestInFlightAgeMicros age of the oldest request of these, from its intended start; 0
 *     when none of them waits for an answer
 */
public record ScenarioProgress(
    String scenario,
    List<String> steps,
    long due,
    long started,
    long completed,
    long dropped,
    long inFlight,
    long oldestInFlightAgeMicros) {

  public ScenarioProgress {
    steps = List.copyOf(steps);
  }

  /**
   * Arrivals that were due before this generator began with the shard, whatever its predecessors
   * made of them: those of the profile, or in the closed model what the predecessors told last.
   */
  public long dueBefore() {
    return due - started - dropped;
  }

  /** The same counts of a generator before which so many arrivals were due. */
  public ScenarioProgress after(long arrivals) {
    return new ScenarioProgress(
        scenario,
        steps,
        due + arrivals,
        started,
        completed,
        dropped,
        inFlight,
        oldestInFlightAgeMicros);
  }
}
