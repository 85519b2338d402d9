package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.core.fault.FaultEvent;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Finds the objects of a fault whose injector died, and removes them. */
record Abandoned(Cluster cluster) {

  private static final Duration PAUSE = Duration.ofMillis(250);

  /** How long Chaos Mesh may take to undo it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Removes them and waits until Chaos Mesh has let go of them.
   *
   * @return what became of the fault, as the end of "the injector was killed; …"
   */
  String heal(FaultEvent last) throws DriverException {
    ChaosKind kind =
        ChaosKind.of(last.kind())
            .orElseThrow(() -> new DriverException("Chaos Mesh knows no '" + last.kind() + "'"));
    List<GenericKubernetesResource> left = find(kind, last);
    if (left.isEmpty()) {
      return "nothing of it is left in the cluster";
    }
    for (GenericKubernetesResource object : left) {
      cluster.delete(kind, object);
    }
    for (long waited = 0; waited < PATIENCE.toNanos(); waited += PAUSE.toNanos()) {
      if (find(kind, last).isEmpty()) {
        return "Chaos Mesh has undone it, and its object is removed";
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new DriverException(
        "%s %s is deleted, but Chaos Mesh has not let go of it yet"
            .formatted(kind.kind(), left.getFirst().getMetadata().getName()));
  }

  /** The target of the event begins with the namespace. */
  private List<GenericKubernetesResource> find(ChaosKind kind, FaultEvent last)
      throws DriverException {
    String namespace = last.target().substring(0, Math.max(0, last.target().indexOf('/')));
    return cluster.list(kind, namespace, new Ownership(last.runId(), last.fault()).labels());
  }
}
