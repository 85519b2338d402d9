package dev.faultline.core.fault;

import java.time.Duration;

/** What a fault does. Each action names the driver's resource that it is done to. */
public sealed interface FaultAction
    permits FaultAction.ProxyLatency, FaultAction.ProxyDown, PodAction {

  /** The stable name of the action in events, for example {@code proxy-latency}. */
  String kind();

  /** What it is done to, for example the proxy's name or {@code shop/app=payments}. */
  String target();

  /** Its parameters, for people. */
  String describe();

  /**
   * The built-in fault proxy holds back each chunk that flows from the upstream to the client.
   *
   * @param proxy name of a proxy of the plan
   * @param delay how long each chunk is held back
   * @param jitter each chunk's delay differs by up to this much either way, uniformly
   */
  record ProxyLatency(String proxy, Duration delay, Duration jitter) implements FaultAction {
    @Override
    public String kind() {
      return "proxy-latency";
    }

    @Override
    public String target() {
      return proxy;
    }

    @Override
    public String describe() {
      return jitter.isZero()
          ? "%d ms delay".formatted(delay.toMillis())
          : "%d ms delay ± %d ms".formatted(delay.toMillis(), jitter.toMillis());
    }
  }

  /**
   * The built-in fault proxy closes its connections and refuses new ones.
   *
   * @param proxy name of a proxy of the plan
   */
  record ProxyDown(String proxy) implements FaultAction {
    @Override
    public String kind() {
      return "proxy-down";
    }

    @Override
    public String target() {
      return proxy;
    }

    @Override
    public String describe() {
      return "connections closed and refused";
    }
  }
}
