package dev.faultline.core.plan;

import dev.faultline.core.yaml.YamlMap;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code limits: {inFlight, connections, timeout}}, each of which may be left out.
 *
 * @param inFlight iterations that may run at once
 * @param connections connections that may be open at once
 * @param timeout of each request that has none of its own
 */
record ScenarioLimits(int inFlight, int connections, Duration timeout) {

  static final ScenarioLimits DEFAULT = new ScenarioLimits(1000, 256, Duration.ofSeconds(10));

  static Optional<ScenarioLimits> read(YamlMap map) {
    Optional<Integer> inFlight = map.optional("inFlight", Formats.COUNT);
    Optional<Integer> connections = map.optional("connections", Formats.COUNT);
    Optional<Duration> timeout = map.optional("timeout", Formats.POSITIVE_DURATION);
    return map.build(
        () ->
            new ScenarioLimits(
                inFlight.orElse(DEFAULT.inFlight),
                connections.orElse(DEFAULT.connections),
                timeout.orElse(DEFAULT.timeout)));
  }
}
