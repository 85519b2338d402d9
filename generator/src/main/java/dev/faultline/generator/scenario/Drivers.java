package dev.faultline.generator.scenario;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;

/** Finds the driver for a target; where further protocols come in. */
@FunctionalInterface
public interface Drivers {

  /**
   * A driver for a part of the scenario, with its part of the connections. May block to resolve the
   * target's name, so not on an event loop; opens no connection for load.
   *
   * @throws UnusableTargetException when the target cannot be addressed at all
   */
  StepDriver open(Scenario scenario, Target target, Slice slice) throws UnusableTargetException;
}
