package dev.faultline.chaos.driver.proxy;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.chaos.lifecycle.Injection;
import dev.faultline.core.fault.FaultAction.ProxyDown;
import dev.faultline.core.fault.FaultAction.ProxyLatency;
import dev.faultline.core.fault.PodAction;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The open proxies of one run, by name. */
record ProxySession(Map<String, FaultProxy> proxies, Traffic traffic, Clock clock)
    implements FaultDriver.Session {

  @Override
  public Injection injection(FaultSpec fault) throws DriverException {
    return switch (fault.action()) {
      case ProxyLatency latency ->
          new LatencyInjection(
              proxy(latency.proxy()),
              new Latency(latency.delay(), latency.jitter(), traffic),
              clock);
      case ProxyDown down -> new DownInjection(proxy(down.proxy()));
      case PodAction other ->
          throw new DriverException("a proxy cannot do '%s'".formatted(other.kind()));
    };
  }

  @Override
  public void close() {
    proxies.values().forEach(FaultProxy::close);
  }

  private FaultProxy proxy(String name) throws DriverException {
    return Optional.ofNullable(proxies.get(name))
        .orElseThrow(() -> new DriverException("the plan has no proxy '%s'".formatted(name)));
  }
}
