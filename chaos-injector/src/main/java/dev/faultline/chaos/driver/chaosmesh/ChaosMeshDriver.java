package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.chaos.lifecycle.Injection;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets Chaos Mesh break pods of a Kubernetes cluster: NetworkChaos, PodChaos and StressChaos. The
 * cluster is that of the kubeconfig, or the one that the injector runs in; a plan without such
 * faults needs none.
 *
 * <p>Rights, in each namespace whose pods are touched: {@code get, list, create, delete} on {@code
 * networkchaos, podchaos, stresschaos} of the group {@code chaos-mesh.org}, and {@code list} on
 * {@code pods}. No rights in the whole cluster.
 *
 * <h2>When the injector dies</h2>
 *
 * <p>Chaos Mesh ends each fault by itself, {@link Lease#MARGIN} after its time. What is left is an
 * object that does nothing: the next injector finds it by its labels and removes it.
 */
public final class ChaosMeshDriver implements FaultDriver {

  private final Supplier<KubernetesClient> clients;
  private final Guard guard;
  private final Clock clock;

  /** For the cluster of this environment. */
  public ChaosMeshDriver(Guard guard, Clock clock) {
    this(ClusterOfEnvironment::connect, guard, clock);
  }

  ChaosMeshDriver(Supplier<KubernetesClient> clients, Guard guard, Clock clock) {
    this.clients = clients;
    this.guard = guard;
    this.clock = clock;
  }

  @Override
  public Set<String> kinds() {
    return Stream.of(ChaosKind.values())
        .flatMap(kind -> kind.faults().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Session open(RunId runId, Plan plan) throws DriverException {
    List<FaultSpec> mine =
        plan.faults().stream().filter(fault -> kinds().contains(fault.action().kind())).toList();
    if (mine.isEmpty()) {
      return new NoSession();
    }
    ChaosMeshSession session = new ChaosMeshSession(runId, connect(), guard, clock);
    boolean ready = false;
    try {
      for (FaultSpec fault : mine) {
        session.makeReadyFor(fault);
      }
      ready = true;
      return session;
    } finally {
      if (!ready) {
        session.close();
      }
    }
  }

  @Override
  public String healAbandoned(FaultEvent last) throws DriverException {
    try (Cluster cluster = connect()) {
      return new Abandoned(cluster).heal(last);
    }
  }

  private Cluster connect() throws DriverException {
    try {
      return new Cluster(clients.get());
    } catch (RuntimeException unusable) { // whatever is wrong with a kubeconfig
      throw new DriverException(
          "the kubeconfig cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  /** For a run that has no fault here, so that it needs no cluster. */
  private record NoSession() implements Session {

    @Override
    public Injection injection(FaultSpec fault) throws DriverException {
      throw new DriverException("fault '%s' is none of Chaos Mesh's".formatted(fault.name()));
    }

    @Override
    public void close() {}
  }
}
