package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.core.fault.PodSelection;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Kubernetes cluster, as far as this driver needs it: objects of Chaos Mesh in the namespaces
 * of the pods, and the pods. Each call is one request that is answered or fails within seconds; a
 * failure carries the API server's own words. Thread-safe.
 */
final class Cluster implements AutoCloseable {

  private final KubernetesClient client;
  private final ApiFailure failures;

  Cluster(KubernetesClient client) {
    this.client = client;
    this.failures = new ApiFailure(client.getMasterUrl());
  }

  /**
   * Creates it; a field that the CRD does not know is refused rather than dropped, for a dropped
   * field is another fault than the plan's.
   */
  void create(ChaosObject object, Lease lease) throws DriverException {
    ask(
        "create " + object.describe(),
        () ->
            objects(object.kind(), object.namespace())
                .resource(object.resource(lease))
                .fieldValidation(Validation.STRICT)
                .create());
  }

  /** The object, if it is there and its fault's own. */
  Optional<GenericKubernetesResource> find(ChaosObject object) throws DriverException {
    return ask(
        "get " + object.describe(),
        () ->
            Optional.ofNullable(
                    objects(object.kind(), object.namespace()).withName(object.name()).get())
                .filter(object.owner()::owns));
  }

  /**
   * All objects with these labels.
   *
   * @throws DriverException also when Chaos Mesh is not installed
   */
  List<GenericKubernetesResource> list(ChaosKind kind, String namespace, Map<String, String> labels)
      throws DriverException {
    String asked = "list %s in namespace '%s'".formatted(kind.kind(), namespace);
    try {
      return objects(kind, namespace).withLabels(labels).list().getItems();
    } catch (KubernetesClientException failure) {
      throw failures.told(asked, kind, failure);
    }
  }

  /**
   * Asks for its deletion; it is gone when Chaos Mesh has undone what it did, and at once when it
   * is gone already. The object was found by its labels.
   */
  void delete(ChaosKind kind, GenericKubernetesResource object) throws DriverException {
    String namespace = object.getMetadata().getNamespace();
    String name = object.getMetadata().getName();
    ask(
        "delete %s %s/%s".formatted(kind.kind(), namespace, name),
        () -> objects(kind, namespace).withName(name).delete());
  }

  /** The pods to choose from, whatever the mode. */
  Pods pods(PodSelection selection) throws DriverException {
    return ask(
        "list pods of " + selection.pods(),
        () ->
            Pods.of(
                client
                    .pods()
                    .inNamespace(selection.namespace())
                    .withLabels(selection.labels())
                    .list()
                    .getItems()));
  }

  @Override
  public void close() {
    client.close();
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      objects(ChaosKind kind, String namespace) {
    return client.genericKubernetesResources(kind.context()).inNamespace(namespace);
  }

  private <T> T ask(String asked, Supplier<T> request) throws DriverException {
    try {
      return request.get();
    } catch (KubernetesClientException failure) {
      throw failures.told(asked, failure);
    }
  }
}
