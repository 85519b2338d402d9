package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One of the services at one of the places. */
record Deployed(String service, Place place) {

  Manifests manifests() throws Exception {
    return place.manifests();
  }

  Deployment deployment() throws Exception {
    return manifests().only(Deployment.class, service);
  }

  PodSpec pod() throws Exception {
    return deployment().getSpec().getTemplate().getSpec();
  }

  Container container() throws Exception {
    List<Container> containers = pod().getContainers();
    assertThat(containers).hasSize(1);
    return containers.getFirst();
  }

  /** What the service reads from its ConfigMap, which must exist. */
  Map<String, String> settings() throws Exception {
    assertThat(container().getEnvFrom()).hasSize(1);
    String name = container().getEnvFrom().getFirst().getConfigMapRef().getName();
    return manifests().only(ConfigMap.class, name).getData();
  }

  ServiceModule module() throws IOException {
    return ServiceModule.of(service);
  }
}
