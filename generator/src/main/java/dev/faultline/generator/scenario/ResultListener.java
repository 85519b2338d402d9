package dev.faultline.generator.scenario;

/** Who is told of every measured request, on the event loop. */
@FunctionalInterface
public interface ResultListener {

  /**
   * A request has ended.
   *
   * @param intendedStartMicros when the request should have begun, microseconds since the epoch
   */
  void measured(String scenario, String step, long intendedStartMicros, Measurement measurement);
}
