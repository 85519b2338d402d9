package dev.faultline.generator.scenario;

/** Who is told of the end of an iteration, on the event loop. */
@FunctionalInterface
public interface IterationListener {

  /** For whom its end makes no difference. */
  IterationListener NOBODY = (dueMicros, endedMicros, answered) -> {};

  /**
   * An iteration has ended.
   *
   * @param dueMicros when it was due, microseconds since the epoch
   * @param endedMicros when it ended
   * @param answered whether the target answered all its requests
   */
  void ended(long dueMicros, long endedMicros, boolean answered);
}
