package dev.faultline.core.plan;

import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.time.Durations;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code proxy: name} with {@code latency: {delay, jitter}} or {@code down: {}}. */
record ProxyActions(Section<Proxy> proxies) implements ActionFamily {

  @Override
  public String subject() {
    return "proxy";
  }

  @Override
  public List<String> actions() {
    return List.of("latency", "down");
  }

  @Override
  public void checkSubject(YamlMap fault) {
    proxies.reference(fault, subject());
  }

  @Override
  public Optional<FaultAction> read(YamlMap fault, YamlNode action) {
    String proxy = proxies.reference(fault, subject()).orElse("");
    return action.name().equals("latency")
        ? action.map("a map with a delay").flatMap(map -> latency(map, proxy))
        : action.map("{}").flatMap(map -> map.build(() -> new FaultAction.ProxyDown(proxy)));
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
