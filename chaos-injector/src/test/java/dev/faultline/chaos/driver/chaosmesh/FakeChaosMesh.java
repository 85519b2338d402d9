package dev.faultline.chaos.driver.chaosmesh;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Does to objects and pods what the controllers of Chaos Mesh do, one step at a time: takes an
 * object in with a finalizer, selects pods (now {@code AllRecovered} is true for the first time),
 * injects, and after the deletion recovers and lets go. A killed pod comes back under another name.
 */
final class FakeChaosMesh implements AutoCloseable {

  private static final String FINALIZER = "chaos-mesh/records";
  private static final String INJECTED = "Injected";
  private static final String NOT_INJECTED = "Not Injected";

  private final KubernetesClient client;
  private final Thread thread = Thread.ofVirtual().unstarted(this::live);
  private volatile boolean closing;
  private volatile boolean holdsInjections;
  private volatile boolean holdsRecoveries;
  private volatile boolean holdsPods;
  private volatile Optional<String> failure = Optional.empty();
  private int replacements;

  FakeChaosMesh(KubernetesClient client) {
    this.client = client;
    thread.start();
  }

  /** From now on it selects, but does not inject. */
  void holdInjections(boolean hold) {
    holdsInjections = hold;
  }

  /** From now on it does not recover. */
  void holdRecoveries(boolean hold) {
    holdsRecoveries = hold;
  }

  /** From now on a killed pod does not come back. */
  void holdPods(boolean hold) {
    holdsPods = hold;
  }

  /** From now on every injection fails, and it tries again and again. */
  void fail(String message) {
    failure = Optional.of(message);
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }

  private void live() {
    while (!closing) {
      for (ChaosKind kind : ChaosKind.values()) {
        client
            .genericKubernetesResources(kind.context())
            .inAnyNamespace()
            .list()
            .getItems()
            .stream()
            .filter(object -> object.get("spec") != null)
            .forEach(object -> step(kind, object));
      }
      if (!holdsPods) {
        replacePods();
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private void step(ChaosKind kind, GenericKubernetesResource object) {
    Resource<GenericKubernetesResource> resource =
        client
            .genericKubernetesResources(kind.context())
            .inNamespace(object.getMetadata().getNamespace())
            .resource(object);
    List<Map<String, Object>> records = records(object);
    if (object.getMetadata().getDeletionTimestamp() != null) {
      if (!holdsRecoveries && records.stream().allMatch(r -> r.get("phase").equals(NOT_INJECTED))) {
        object.getMetadata().setFinalizers(List.of());
      } else if (!holdsRecoveries) {
        records.forEach(record -> record.put("phase", NOT_INJECTED));
      }
      report(object, "Stop", records);
    } else if (object.getMetadata().getFinalizers().isEmpty()) {
      object.getMetadata().setFinalizers(List.of(FINALIZER));
      select(object).forEach(pod -> records.add(record(pod)));
      report(object, "Run", records);
    } else if (failure.isPresent()) {
      records.forEach(record -> addFailure(record, failure.get()));
      report(object, "Run", records);
    } else if (!holdsInjections && records.getFirst().get("phase").equals(NOT_INJECTED)) {
      records.forEach(record -> inject(object, record));
      report(object, "Run", records);
    } else {
      return;
    }
    update(resource);
  }

  /** Somebody may have changed the object meanwhile, and it has its turn again, or removed it. */
  private static void update(Resource<GenericKubernetesResource> resource) {
    try {
      resource.update();
    } catch (KubernetesClientException refused) {
      boolean crossed =
          refused.getCode() == HttpURLConnection.HTTP_CONFLICT
              || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
      if (!crossed) {
        throw refused;
      }
    }
  }

  private List<Pod> select(GenericKubernetesResource object) {
    List<String> namespaces = object.get("spec", "selector", "namespaces");
    Map<String, String> labels = object.get("spec", "selector", "labelSelectors");
    List<Pod> pods =
        client.pods().inNamespace(namespaces.getFirst()).withLabels(labels).list().getItems();
    String value = object.get("spec", "value");
    return switch (object.<String>get("spec", "mode")) {
      case "one" -> pods.subList(0, 1);
      case "all" -> pods;
      case "fixed" -> pods.subList(0, Integer.parseInt(value));
      default -> pods.subList(0, Math.ceilDiv(pods.size() * Integer.parseInt(value), 100));
    };
  }

  private void inject(GenericKubernetesResource object, Map<String, Object> record) {
    if ("pod-kill".equals(object.get("spec", "action"))) {
      String name = record.get("id").toString().split("/")[1];
      String namespace = object.getMetadata().getNamespace();
      replacements += client.pods().inNamespace(namespace).withName(name).delete().size();
    }
    record.put("phase", INJECTED);
  }

  private void replacePods() {
    for (; replacements > 0; replacements--) {
      String name = "payments-new-" + replacements;
      client.resource(FakeCluster.pod(FakeCluster.NAMESPACE, "payments", name)).create();
    }
  }

  private static Map<String, Object> record(Pod pod) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("id", pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName());
    record.put("selectorKey", ".");
    record.put("phase", NOT_INJECTED);
    record.put("injectedCount", 0);
    record.put("recoveredCount", 0);
    return record;
  }

  private static void addFailure(Map<String, Object> record, String message) {
    @SuppressWarnings("unchecked")
    List<Object> events = new ArrayList<>((List<Object>) record.getOrDefault("events", List.of()));
    events.add(
        Map.of(
            "type", "Failed",
            "operation", "Apply",
            "message", message,
            "timestamp", "2026-01-01T00:00:00Z"));
    record.put("events", events);
  }

  private static List<Map<String, Object>> records(GenericKubernetesResource object) {
    List<Map<String, Object>> records = object.get("status", "experiment", "containerRecords");
    return records == null ? new ArrayList<>() : records;
  }

  private static void report(
      GenericKubernetesResource object, String desiredPhase, List<Map<String, Object>> records) {
    object.setAdditionalProperty(
        "status",
        Map.of(
            "experiment",
            Map.of("desiredPhase", desiredPhase, "containerRecords", records),
            "conditions",
            List.of(
                condition("Selected", !records.isEmpty()),
                condition("AllInjected", all(records, INJECTED)),
                condition("AllRecovered", all(records, NOT_INJECTED)),
                condition("Paused", false))));
  }

  private static boolean all(List<Map<String, Object>> records, String phase) {
    return records.stream().allMatch(record -> record.get("phase").equals(phase));
  }

  private static Map<String, Object> condition(String type, boolean is) {
    return Map.of("type", type, "status", is ? "True" : "False");
  }
}
