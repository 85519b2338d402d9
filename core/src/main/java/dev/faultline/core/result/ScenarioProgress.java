package dev.faultline.core.result;

import java.util.List;

/**
 * Cumulative counts of one scenario on one shard. {@code due = started + dropped} always holds.
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
}
