package dev.faultline.chaos.guard;

import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Proxy;
import dev.faultline.core.time.Durations;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the blast radius opt-in: looks at a plan before anything is opened or injected.
 *
 * <p>A proxy breaks only what goes through it, so what has to be guarded is who can: everybody who
 * reaches the address that it listens on.
 */
public record Guard(GuardLimits limits) {

  /** Why the plan must not run here, in one sentence; empty when it may. */
  public Optional<String> objection(Plan plan) {
    return Stream.concat(
            plan.proxies().stream().map(this::objection),
            plan.faults().stream().map(this::objection))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> objection(Proxy proxy) {
    String host = proxy.listen().getHostString();
    if (limits.allowedListen().contains("*")
        || limits.allowedListen().contains(host)
        || isLoopback(host)) {
      return Optional.empty();
    }
    String allowed =
        Stream.concat(Stream.of("loopback addresses"), limits.allowedListen().stream().sorted())
            .collect(Collectors.joining(" and "));
    return Optional.of(
        "proxy '%s' may not listen on %s: only %s are allowed; see faultline.guard.allowed-listen"
            .formatted(proxy.name(), host, allowed));
  }

  private Optional<String> objection(FaultSpec fault) {
    if (fault.duration().compareTo(limits.maxFaultDuration()) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "fault '%s' lasts %s, longer than the %s that are allowed; see faultline.guard.max-fault-duration"
            .formatted(
                fault.name(),
                Durations.format(fault.duration()),
                Durations.format(limits.maxFaultDuration())));
  }

  private static boolean isLoopback(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
