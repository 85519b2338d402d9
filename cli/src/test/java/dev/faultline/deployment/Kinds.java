package dev.faultline.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What may stand in {@code k8s/}, by API version and kind, and the type that it must fit. */
final class Kinds {

  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.ofEntries(
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("batch/v1 Job", Job.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("rbac.authorization.k8s.io/v1 Role", Role.class),
          Map.entry("rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class),
          Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
          Map.entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class));

  private Kinds() {}

  /**
   * The object that a document describes.
   *
   * @throws IOException when it is of no known kind, or does not fit its type in every field
   */
  static HasMetadata read(JsonNode document) throws IOException {
    String kind = document.path("apiVersion").asText() + " " + document.path("kind").asText();
    Class<? extends HasMetadata> type =
        Optional.ofNullable(TYPES.get(kind))
            .orElseThrow(() -> new IOException("nothing in k8s/ is a " + kind));
    return StrictYaml.read(document, type);
  }
}
