package dev.faultline.generator.scenario;

import dev.faultline.core.expression.Values;

/** A measured step, prepared once and sent as often as iterations reach it. */
@FunctionalInterface
public interface PreparedRequest {

  /**
   * Sends the request as soon as the driver can, and tells how it ended. Never blocks, never throws
   * for anything that the target does. On the event loop only.
   *
   * @param values what the iteration knows, and where it keeps what is captured
   */
  void send(Values values, Completion completion);
}
