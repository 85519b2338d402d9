package dev.faultline.chaos.lifecycle;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;

/** Where the story of the faults is written down, in order. Thread-safe. */
public interface FaultTimeline {

  /**
   * Writes an event and waits, for a few seconds at most, until it is durable. One that is not
   * durable by then keeps its place in the order and may become so later.
   *
   * @return whether it is durable
   */
  boolean append(FaultEvent event);

  /** Writes progress, without waiting. */
  void append(FaultProgress progress);
}
