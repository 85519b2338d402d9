package dev.faultline.chaos.driver.chaosmesh;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of Chaos Mesh's objects, and the kinds of fault that each can do. */
enum ChaosKind {
  NETWORK(
      "NetworkChaos",
      Set.of("network-delay", "network-loss", "network-partition", "network-bandwidth")),
  POD("PodChaos", Set.of("pod-kill", "pod-failure")),
  STRESS("StressChaos", Set.of("cpu-stress", "memory-stress"));

  static final String GROUP = "chaos-mesh.org";
  static final String VERSION = "v1alpha1";

  private final String kind;
  private final Set<String> faults;

  ChaosKind(String kind, Set<String> faults) {
    this.kind = kind;
    this.faults = faults;
  }

  /** The one that does faults of that kind. */
  static Optional<ChaosKind> of(String faultKind) {
    return Stream.of(values()).filter(kind -> kind.faults.contains(faultKind)).findAny();
  }

  /** As Kubernetes names it, for example {@code NetworkChaos}. */
  String kind() {
    return kind;
  }

  Set<String> faults() {
    return faults;
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(GROUP)
        .withVersion(VERSION)
        .withKind(kind)
        .withPlural(kind.toLowerCase(Locale.ROOT))
        .withNamespaced(true)
        .build();
  }
}
