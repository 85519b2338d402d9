package dev.faultline.generator.scenario;

import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;

/** A target or request that no load can be put on; the message is for the user. */
public final class UnusableTargetException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnusableTargetException(String message) {
    super(message);
  }

  /** The step is of another protocol than the target's. */
  public static UnusableTargetException notAsked(Step.Measured step, Target target) {
    return new UnusableTargetException(
        "step '%s' cannot be asked of target '%s', which speaks %s"
            .formatted(step.name(), target.name(), target.protocol()));
  }
}
