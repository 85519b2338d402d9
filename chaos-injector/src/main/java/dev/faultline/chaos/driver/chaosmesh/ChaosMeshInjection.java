package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.driver.chaosmesh.Sighting.Absent;
import dev.faultline.chaos.driver.chaosmesh.Sighting.Nothing;
import dev.faultline.chaos.driver.chaosmesh.Sighting.Present;
import dev.faultline.chaos.driver.chaosmesh.Sighting.Refused;
import dev.faultline.chaos.driver.chaosmesh.Sighting.Unknown;
import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.Injection;
import dev.faultline.core.fault.PodAction.PodKill;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A fault that Chaos Mesh carries. It is active when Chaos Mesh says that it is in every target; a
 * killed pod must be seen missing besides. It is undone when Chaos Mesh says so or has let go of
 * the object, which it does not before. It is over when as many pods are ready as before it began.
 */
final class ChaosMeshInjection implements Injection, AutoCloseable {

  /** Well before the lifecycle gives up, which could not say why. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Cluster cluster;
  private final PodCheck check;
  private final FaultSpec fault;
  private final ChaosObject object;
  private final Clock clock;

  private Optional<FollowedObject> followed = Optional.empty();
  private long injectedMicros;

  ChaosMeshInjection(
      Cluster cluster, PodCheck check, FaultSpec fault, ChaosObject object, Clock clock) {
    this.cluster = cluster;
    this.check = check;
    this.fault = fault;
    this.object = object;
    this.clock = clock;
  }

  @Override
  public void inject() {
    injectedMicros = clock.epochMicros();
    followed = Optional.of(FollowedObject.create(cluster, object, this::create));
  }

  /** Runs on the object's own thread. */
  private Pods create() throws DriverException {
    Pods before = check.check(fault.name(), object.action());
    cluster.create(object, Lease.of(fault.duration(), clock));
    return before;
  }

  @Override
  public Optional<String> effect() throws DriverException {
    Sighting seen = lastSeen();
    Optional<String> evidence =
        switch (seen) {
          case Refused(String reason) -> throw new DriverException(reason);
          case Absent _ -> throw new DriverException("somebody deleted " + object.describe());
          case Present present -> evidence(present);
          case Nothing _, Unknown _ -> Optional.empty();
        };
    if (evidence.isEmpty() && waitedTooLong()) {
      throw new DriverException("Chaos Mesh has not injected it in time: " + describe(seen));
    }
    return evidence;
  }

  @Override
  public boolean heal() throws DriverException {
    if (followed.isEmpty()) {
      return true;
    }
    followed.get().delete();
    return switch (lastSeen()) {
      case Absent _ -> true;
      case Present present -> recovered(present.status());
      case Unknown(String reason) -> throw new DriverException(reason);
      case Nothing _, Refused _ -> false;
    };
  }

  @Override
  public Optional<String> absence() {
    return lastSeen() instanceof Absent(Pods before, Pods now) && now.ready() >= before.ready()
        ? Optional.of(
            "Chaos Mesh has removed it; %d pods are ready, %d were before"
                .formatted(now.ready(), before.ready()))
        : Optional.empty();
  }

  @Override
  public void close() {
    followed.ifPresent(FollowedObject::close);
  }

  private Sighting lastSeen() {
    return followed.<Sighting>map(FollowedObject::lastSeen).orElseGet(Nothing::new);
  }

  private Optional<String> evidence(Present seen) throws DriverException {
    refuse("Chaos Mesh cannot inject it into ", seen.status().hopelessInjection());
    if (!seen.status().injected()) {
      return Optional.empty();
    }
    return fault.action() instanceof PodKill ? loss(seen) : Optional.of(targets(seen));
  }

  private static boolean recovered(ChaosStatus status) throws DriverException {
    refuse("Chaos Mesh cannot undo it in ", status.hopelessRecovery());
    return status.recovered();
  }

  private static void refuse(String what, Optional<String> why) throws DriverException {
    if (why.isPresent()) {
      throw new DriverException(what + why.get());
    }
  }

  private static String targets(Present seen) {
    return seen.status().targets().stream()
        .map(ChaosStatus.Target::id)
        .sorted()
        .collect(Collectors.joining(", ", "Chaos Mesh has injected it into ", ""));
  }

  private static Optional<String> loss(Present seen) {
    return seen.status().targets().stream()
        .map(target -> target.id().substring(target.id().indexOf('/') + 1))
        .flatMap(pod -> seen.before().loss(pod, seen.now()).stream())
        .findFirst();
  }

  private boolean waitedTooLong() {
    long patience =
        Math.min(Durations.micros(PATIENCE), Durations.micros(fault.duration()) * 9 / 10);
    return clock.epochMicros() - injectedMicros >= patience;
  }

  private static String describe(Sighting seen) {
    return switch (seen) {
      case Present present -> present.status().describe();
      case Unknown(String reason) -> reason;
      case Nothing _, Refused _, Absent _ -> "the API server has not answered";
    };
  }
}
