package dev.faultline.core.plan;

import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.time.Durations;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads {@code name: {at, duration, proxy, and one of latency: {delay, jitter}, down: {}}}.
 *
 * @param loadEnd when the plan's load ends, if that is known
 */
record FaultReader(Section<Proxy> proxies, Optional<Duration> loadEnd) {

  Optional<FaultSpec> read(YamlMap map) {
    Optional<Duration> at = map.required("at", Formats.DURATION);
    Optional<Duration> duration = map.required("duration", Formats.POSITIVE_DURATION);
    if (at.isPresent() && duration.isPresent()) {
      checkEnd(map, at.get().plus(duration.get()));
    }
    Optional<String> proxy = proxies.reference(map, "proxy");
    Optional<FaultAction> action =
        map.oneOf("latency", "down").flatMap(kind -> action(kind, proxy.orElse("")));
    return map.build(() -> new FaultSpec(map.name(), at.get(), duration.get(), action.get()));
  }

  private void checkEnd(YamlMap map, Duration end) {
    if (loadEnd.isPresent() && end.compareTo(loadEnd.get()) > 0) {
      map.mistake(
          "fault '%s' ends at %s, after the load".formatted(map.name(), Durations.format(end)),
          "at + duration of at most %s, where the load ends"
              .formatted(Durations.format(loadEnd.get())));
    }
  }

  private static Optional<FaultAction> action(YamlNode kind, String proxy) {
    return kind.name().equals("latency")
        ? kind.map("a map with a delay").flatMap(map -> latency(map, proxy))
        : kind.map("{}").flatMap(map -> map.build(() -> new FaultAction.ProxyDown(proxy)));
  }

  private static Optional<FaultAction> latency(YamlMap map, String proxy) {
    Optional<Duration> delay = map.required("delay", Formats.POSITIVE_DURATION);
    Optional<Duration> jitter = map.optional("jitter", Formats.DURATION);
    if (delay.isPresent() && jitter.isPresent() && jitter.get().compareTo(delay.get()) > 0) {
      map.mistake(
          "the jitter %s is longer than the delay".formatted(Durations.format(jitter.get())),
          "a jitter of at most %s".formatted(Durations.format(delay.get())));
    }
    return map.build(
        () -> new FaultAction.ProxyLatency(proxy, delay.get(), jitter.orElse(Duration.ZERO)));
  }
}
