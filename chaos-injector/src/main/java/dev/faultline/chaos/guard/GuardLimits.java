package dev.faultline.chaos.guard;

import java.time.Duration;
import java.util.Set;

/**
 * What the people who run the injector allow.
 *
 * @param allowedListen addresses besides the loopback ones that proxies may listen on, as plans
 *     write them; {@code *} allows all
 * @param maxFaultDuration how long a fault may stay
 * @param pods what may be done to pods
 */
public record GuardLimits(Set<String> allowedListen, Duration maxFaultDuration, PodLimits pods) {

  public GuardLimits {
    allowedListen = Set.copyOf(allowedListen);
  }

  /** Loopback only, an hour at most, no pods. */
  public static GuardLimits defaults() {
    return new GuardLimits(Set.of(), Duration.ofHours(1), PodLimits.none());
  }

  /** The same, but for pods. */
  public GuardLimits withPods(PodLimits allowed) {
    return new GuardLimits(allowedListen, maxFaultDuration, allowed);
  }
}
