package dev.faultline.core.regression;

import dev.faultline.core.run.RunId;

/**
 * An alert, on {@code faultline.regressions}: a degradation with its attribution. The same {@code
 * id} is OPENED once, UPDATED whenever what is known changes, and RESOLVED at the end.
 *
 * @param id unique within the run and the same on every replay: {@code scenario/step/metric/onset}
 * @param atMicros the event time that the news belongs to (the end of a window), microseconds since
 *     the epoch
 */
public record RegressionEvent(
    String id,
    RegressionPhase phase,
    long atMicros,
    Degradation degradation,
    Explanation explanation) {

  public RunId runId() {
    return degradation.series().runId();
  }
}
