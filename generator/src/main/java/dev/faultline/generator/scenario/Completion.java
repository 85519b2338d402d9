package dev.faultline.generator.scenario;

/** Who waits for the end of a request. */
@FunctionalInterface
public interface Completion {

  /** Called exactly once, on the event loop, whatever became of the request. */
  void completed(Measurement measurement);
}
