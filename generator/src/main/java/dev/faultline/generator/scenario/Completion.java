package dev.faultline.generator.scenario;

import dev.faultline.core.result.Outcome;

/** Who waits for the end of a request. */
@FunctionalInterface
public interface Completion {

  /** Called exactly once, on the event loop, whatever became of the request. */
  void completed(Measurement measurement);

  /**
   * A part of it is measured on its own; before its end.
   *
   * @param step one of those that the step is measured as besides
   */
  default void measuredBesides(String step, Measurement measurement) {}

  /**
   * Called in place of {@link #completed} where a request that might have gone on for long was
   * broken off, because the load is to end: there is nothing to measure.
   */
  default void stopped(long nowMicros) {
    completed(new Measurement(nowMicros, nowMicros, Outcome.ERROR, 0, "stopped", 0, 0));
  }
}
