package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.core.fault.PodAction;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/**
 * The object of one fault. It lives in the namespace of the pods that the fault is done to, so that
 * rights in that namespace are all that the injector needs.
 */
record ChaosObject(ChaosKind kind, Ownership owner, PodAction action) {

  String namespace() {
    return action.pods().namespace();
  }

  String name() {
    return owner.name();
  }

  /** For people, for example {@code NetworkChaos shop/faultline-slow-…}. */
  String describe() {
    return "%s %s/%s".formatted(kind.kind(), namespace(), name());
  }

  /** As it is created. */
  GenericKubernetesResource resource(Lease lease) {
    GenericKubernetesResource resource = new GenericKubernetesResource();
    resource.setApiVersion(ChaosKind.GROUP + "/" + ChaosKind.VERSION);
    resource.setKind(kind.kind());
    resource.setMetadata(
        new ObjectMetaBuilder()
            .withName(name())
            .withNamespace(namespace())
            .withLabels(owner.labels())
            .withAnnotations(lease.annotations())
            .build());
    resource.setAdditionalProperty("spec", Spec.of(action, lease.duration()));
    return resource;
  }
}
