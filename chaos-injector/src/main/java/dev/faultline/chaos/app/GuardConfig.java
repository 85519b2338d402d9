package dev.faultline.chaos.app;

import dev.faultline.chaos.guard.GuardLimits;
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

  default GuardLimits limits() {
    return new GuardLimits(allowedListen().orElse(Set.of()), maxFaultDuration());
  }
}
