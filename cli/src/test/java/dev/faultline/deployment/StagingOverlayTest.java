package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserScramSha512ClientAuthentication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What staging adds: topics, users and monitoring that fit the code. */
class StagingOverlayTest {

  private static final Path STAGING = Path.of("..", "k8s", "overlays", "staging");
  private static final List<String> SERVICES = ServiceModule.NAMES;

  static Stream<Topic<?>> topics() {
    return Topics.all().stream();
  }

  @Test
  void noTopicIsMissingAndNoneIsTooMany() throws IOException {
    assertThat(Manifests.written(STAGING).all(KafkaTopic.class))
        .extracting(topic -> topic.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map(Topic::name).toList());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aTopicIsAsTheCodeWouldCreateIt(Topic<?> topic) throws IOException {
    var declared = Manifests.written(STAGING).only(KafkaTopic.class, topic.name()).getSpec();
    Map<String, Object> expected = new HashMap<>(topic.settings());
    expected.put("min.insync.replicas", "2");

    assertThat(declared.getConfig()).isEqualTo(expected);
    String partitions =
        ServiceModule.of("generator")
            .keys()
            .defaults()
            .get("FAULTLINE_TOPICS_PARTITIONS")
            .orElseThrow();
    assertThat(declared.getPartitions())
        .isEqualTo(Topics.partitions(topic, Integer.parseInt(partitions)));
    assertThat(declared.getReplicas()).isEqualTo(3);
  }

  @Test
  void topicsAgreeWithWhatTheServicesAreTold() throws Exception {
    Manifests applied = Manifests.rendered(STAGING);
    Map<String, String> settings = settings(applied);

    int partitions = Integer.parseInt(settings.get("FAULTLINE_TOPICS_PARTITIONS"));
    for (Topic<?> topic : Topics.all()) {
      var declared = applied.only(KafkaTopic.class, topic.name()).getSpec();
      assertThat(declared.getPartitions()).isEqualTo(Topics.partitions(topic, partitions));
      assertThat(settings)
          .containsEntry("FAULTLINE_TOPICS_REPLICATION_FACTOR", declared.getReplicas().toString());
    }
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void everyServiceIsAUserOfItsOwn(String service) throws Exception {
    Manifests applied = Manifests.rendered(STAGING);
    var secret =
        container(applied, service).getEnv().stream()
            .filter(
                variable ->
                    variable.getName().equals("FAULTLINE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG"))
            .findFirst()
            .orElseThrow()
            .getValueFrom()
            .getSecretKeyRef();

    // The User Operator writes a secret with the user's name and these keys.
    assertThat(secret.getName()).isEqualTo("faultline-" + service);
    assertThat(secret.getKey()).isEqualTo("sasl.jaas.config");
    KafkaUser user = applied.only(KafkaUser.class, secret.getName());
    assertThat(user.getSpec().getAuthentication())
        .isInstanceOf(KafkaUserScramSha512ClientAuthentication.class);
    assertThat(settings(applied))
        .containsEntry("FAULTLINE_KAFKA_PROPERTIES_SASL_MECHANISM", "SCRAM-SHA-512");
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void theKafkaCertificateIsWhereTheServiceLooksForIt(String service) throws Exception {
    Manifests applied = Manifests.rendered(STAGING);
    var pod = applied.only(Deployment.class, service).getSpec().getTemplate().getSpec();
    var mount =
        container(applied, service).getVolumeMounts().stream()
            .filter(each -> each.getName().equals("kafka-ca"))
            .findFirst()
            .orElseThrow();
    var secret =
        pod.getVolumes().stream()
            .filter(each -> each.getName().equals("kafka-ca"))
            .findFirst()
            .orElseThrow()
            .getSecret();

    assertThat(settings(applied))
        .containsEntry(
            "FAULTLINE_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION",
            mount.getMountPath() + "/" + secret.getItems().getFirst().getPath());
  }

  @Test
  void prometheusScrapesEveryService() throws Exception {
    Manifests applied = Manifests.rendered(STAGING);
    ServiceMonitor monitor = applied.only(ServiceMonitor.class, "faultline");
    Endpoint endpoint = monitor.getSpec().getEndpoints().getFirst();

    assertThat(endpoint.getPath()).isEqualTo("/metrics");
    assertThat(applied.all(Service.class))
        .hasSize(SERVICES.size())
        .allSatisfy(
            service -> {
              assertThat(service.getMetadata().getLabels())
                  .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels())
                  .containsKey(monitor.getSpec().getJobLabel());
              assertThat(service.getSpec().getPorts().getFirst().getName())
                  .isEqualTo(endpoint.getPort());
            });
  }

  private static Container container(Manifests manifests, String service) {
    return manifests
        .only(Deployment.class, service)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst();
  }

  private static Map<String, String> settings(Manifests manifests) {
    return manifests.all(ConfigMap.class).getFirst().getData();
  }
}
