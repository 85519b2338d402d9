package dev.faultline.chaos.driver.proxy;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Proxy;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The built-in fault proxy. It opens every proxy of a plan, with or without faults, and keeps them
 * open until the run's session is closed: the load goes through them.
 *
 * <p>A proxy lives in this process. When the process is killed the proxy is gone, and the fault
 * with it: there is nothing to clean up, but also nothing that carries the load on.
 */
public final class ProxyDriver implements FaultDriver {

  private final Clock clock;
  private final Traffic traffic;

  public ProxyDriver(Clock clock, MeterRegistry registry) {
    this.clock = clock;
    this.traffic = Traffic.in(registry);
  }

  @Override
  public Set<String> kinds() {
    return Set.of("proxy-latency", "proxy-down");
  }

  @Override
  public Session open(RunId runId, Plan plan) throws DriverException {
    Map<String, FaultProxy> opened = new LinkedHashMap<>();
    ProxySession session = new ProxySession(opened, traffic, clock);
    SplittableRandom random = new SplittableRandom(runId.value().getLeastSignificantBits());
    for (Proxy proxy : plan.proxies()) {
      try {
        opened.put(
            proxy.name(),
            new FaultProxy(proxy.listen(), proxy.upstream(), traffic, random.split()));
      } catch (IOException | RuntimeException refused) {
        session.close();
        InetSocketAddress listen = proxy.listen();
        throw new DriverException(
            "proxy '%s' cannot listen on %s:%d: %s"
                .formatted(
                    proxy.name(), listen.getHostString(), listen.getPort(), refused.getMessage()),
            refused);
      }
    }
    return session;
  }

  @Override
  public String healAbandoned(FaultEvent last) {
    return "the proxy died with it";
  }
}
