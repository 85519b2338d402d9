package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.chaos.lifecycle.Injection;
import dev.faultline.core.fault.PodAction;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** One run's connection to the cluster, and the objects that the run has there. */
final class ChaosMeshSession implements FaultDriver.Session {

  private static final System.Logger LOG = System.getLogger(ChaosMeshSession.class.getName());

  private final RunId runId;
  private final Cluster cluster;
  private final PodCheck check;
  private final Clock clock;
  private final List<ChaosMeshInjection> injections = new ArrayList<>();

  ChaosMeshSession(RunId runId, Cluster cluster, Guard guard, Clock clock) {
    this.runId = runId;
    this.cluster = cluster;
    this.check = new PodCheck(cluster, guard);
    this.clock = clock;
  }

  /**
   * Makes sure that the fault could be injected now: Chaos Mesh is there, the rights are, pods are,
   * and not too many. Also removes what dead runs have left where it would be injected.
   */
  void makeReadyFor(FaultSpec fault) throws DriverException {
    ChaosObject object = object(fault);
    for (GenericKubernetesResource found :
        cluster.list(object.kind(), object.namespace(), Ownership.ofAnyRun())) {
      if (Lease.over(found, clock)) {
        LOG.log(Level.INFO, "Removes what a dead run has left: {0}", found.getMetadata().getName());
        cluster.delete(object.kind(), found);
      }
    }
    check.check(fault.name(), object.action());
  }

  @Override
  public Injection injection(FaultSpec fault) throws DriverException {
    ChaosMeshInjection injection =
        new ChaosMeshInjection(cluster, check, fault, object(fault), clock);
    injections.add(injection);
    return injection;
  }

  @Override
  public void close() {
    injections.forEach(ChaosMeshInjection::close);
    cluster.close();
  }

  private ChaosObject object(FaultSpec fault) throws DriverException {
    if (fault.action() instanceof PodAction action
        && ChaosKind.of(action.kind()).orElse(null) instanceof ChaosKind kind) {
      return new ChaosObject(kind, new Ownership(runId, fault.name()), action);
    }
    throw new DriverException(
        "Chaos Mesh cannot do '%s' of fault '%s'".formatted(fault.action().kind(), fault.name()));
  }
}
