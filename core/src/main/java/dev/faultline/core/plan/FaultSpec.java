package dev.faultline.core.plan;

import dev.faultline.core.fault.FaultAction;
import java.time.Duration;

/**
 * A fault as the plan wants it.
 *
 * @param at when to inject it, from the run's start
 * @param duration how long it stays before it is healed
 */
public record FaultSpec(String name, Duration at, Duration duration, FaultAction action) {}
