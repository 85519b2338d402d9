package dev.faultline.generator.scenario;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;

/**
 * Speaks a protocol with one target on behalf of one scenario on one event loop. After it was made,
 * it is used on that loop only.
 */
public interface StepDriver extends AutoCloseable {

  /**
   * Encodes a step of the scenario. May ask the target what it understands, and wait some seconds
   * for that, so not on an event loop.
   *
   * @throws UnusableTargetException when no such request can be made
   */
  PreparedRequest prepare(Step.Measured step) throws UnusableTargetException;

  /** The load ends now: requests that would go on for as long as they like are broken off. */
  default void stop() {}

  /** An iteration is over: what it had for itself is closed. */
  default void iterationEnded(Values values) {}

  /** Requests that still wait to be sent end now, as timeouts; those sent are not touched. */
  void giveUpWaiting();

  /** Closes all connections. Nothing may be in flight. */
  @Override
  void close();
}
