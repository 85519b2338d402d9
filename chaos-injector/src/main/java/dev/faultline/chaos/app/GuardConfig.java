package dev.faultline.chaos.app;

import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.chaos.guard.PodLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the injector's owner allows; see {@link GuardLimits}. */
@ConfigMapping(prefix = "faultline.guard")
interface GuardConfig {

  /** Addresses besides the loopback ones that proxies may listen on; {@code *} for all. */
  Optional<Set<String>> allowedListen();

  /** How long a fault may stay. */
  @WithDefault("1h")
  Duration maxFaultDuration();

  /** Namespaces whose pods may be touched; none unless configured. */
  Optional<Set<String>> allowedNamespaces();

  /** How many of the pods that match a fault may be hit, percent, rounded up. */
  @WithDefault("50")
  int maxPodsPercent();

  /** How many pods one fault may hit. */
  @WithDefault("10")
  int maxPods();

  default GuardLimits limits() {
    return new GuardLimits(
        allowedListen().orElse(Set.of()),
        maxFaultDuration(),
        new PodLimits(allowedNamespaces().orElse(Set.of()), maxPodsPercent(), maxPods()));
  }
}
