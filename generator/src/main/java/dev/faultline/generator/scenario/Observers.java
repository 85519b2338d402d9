package dev.faultline.generator.scenario;

import dev.faultline.core.plan.Observation;

/** Opens observers; where further ways to observe come in. Thread-safe. */
@FunctionalInterface
public interface Observers {

  /**
   * Watches for events. What is published after this has returned is seen. May block for some
   * seconds, so not on an event loop.
   *
   * @throws UnusableTargetException when nothing can be observed there
   */
  Observer open(Observation observation, Sights sights) throws UnusableTargetException;
}
