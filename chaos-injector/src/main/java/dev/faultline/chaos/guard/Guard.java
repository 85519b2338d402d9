package dev.faultline.chaos.guard;

import dev.faultline.core.fault.PodAction;
import dev.faultline.core.fault.PodSelection;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Proxy;
import dev.faultline.core.time.Durations;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the blast radius opt-in: looks at a plan before anything is opened or injected.
 *
 * <p>A proxy breaks only what goes through it, so what has to be guarded is who can: everybody who
 * reaches the address that it listens on. Pods belong to others, so none may be touched unless its
 * namespace is allowed, and of those that match only so many.
 */
public record Guard(GuardLimits limits) {

  /** Why the plan must not run here, in one sentence; empty when it may. */
  public Optional<String> objection(Plan plan) {
    return Stream.of(
            plan.proxies().stream().map(this::objection),
            plan.faults().stream().map(this::objection),
            plan.faults().stream().map(this::objectionToNamespaces))
        .flatMap(found -> found)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Why a fault must not be done to pods, in one sentence; empty when it may. To be asked just
   * before it is done, for the number of pods changes.
   *
   * @param fault the fault's name
   * @param matching how many pods there are to choose from
   */
  public Optional<String> objection(String fault, PodSelection pods, int matching) {
    int hit = pods.mode().count(matching);
    int most = limits.pods().most(matching);
    return hit <= most
        ? Optional.empty()
        : Optional.of(
            "fault '%s' would hit %d of %d pods of %s, and at most %d are allowed; see faultline.guard.%s"
                .formatted(
                    fault,
                    hit,
                    matching,
                    pods.pods(),
                    most,
                    most == limits.pods().maxPods() ? "max-pods" : "max-pods-percent"));
  }

  private Optional<String> objectionToNamespaces(FaultSpec fault) {
    Set<String> allowed = limits.pods().namespaces();
    return selections(fault)
        .map(PodSelection::namespace)
        .filter(namespace -> !allowed.contains(namespace))
        .findFirst()
        .map(
            namespace ->
                "fault '%s' may not touch pods in namespace '%s': %s; see faultline.guard.allowed-namespaces or --allow-namespace"
                    .formatted(
                        fault.name(),
                        namespace,
                        allowed.isEmpty()
                            ? "none is allowed"
                            : "only %s".formatted(String.join(" and ", new TreeSet<>(allowed)))));
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

  private static Stream<PodSelection> selections(FaultSpec fault) {
    return fault.action() instanceof PodAction action ? action.touched().stream() : Stream.empty();
  }

  private static boolean isLoopback(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
