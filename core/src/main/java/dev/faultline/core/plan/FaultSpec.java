package dev.faultline.core.plan;

import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.time.Durations;
import java.time.Duration;

/**
 * A fault as the plan wants it.
 *
 * @param at when to inject it, from the run's start
 * @param duration how long it stays before it is healed
 */
public record FaultSpec(String name, Duration at, Duration duration, FaultAction action) {

  FaultSpec faster(double speedup) {
    return new FaultSpec(
        name, Durations.divide(at, speedup), Durations.divide(duration, speedup), action);
  }
}
