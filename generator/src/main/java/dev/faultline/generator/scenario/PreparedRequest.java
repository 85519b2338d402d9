package dev.faultline.generator.scenario;

/** A measured step, encoded once and sent as often as iterations reach it. */
@FunctionalInterface
public interface PreparedRequest {

  /**
   * Sends the request as soon as the driver can, and tells how it ended. Never blocks, never throws
   * for anything that the target does. On the event loop only.
   */
  void send(Completion completion);
}
