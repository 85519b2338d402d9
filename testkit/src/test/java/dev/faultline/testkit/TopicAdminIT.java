package dev.faultline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.KafkaUnavailableException;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a cluster of its own for each test, for it is about topics that are not there yet. */
class TopicAdminIT {

  private EmbeddedCluster cluster;
  private Admin admin;

  @BeforeEach
  void start() throws Exception {
    cluster = EmbeddedCluster.start();
    admin = Admin.create(cluster.settings().clientProperties());
  }

  @AfterEach
  void stop() throws Exception {
    admin.close();
    cluster.close();
  }

  @Test
  void createsEveryTopicWithItsPartitionsAndSettings() throws Exception {
    create(3);

    assertThat(partitions().keySet())
        .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map(Topic::name).toList());
    assertThat(Topics.all())
        .allSatisfy(
            topic ->
                assertThat(partitions())
                    .containsEntry(topic.name(), topic == Topics.SHARDS ? 6 : 3));
    for (Topic<?> topic : Topics.all()) {
      Config config = config(topic);
      topic
          .settings()
          .forEach((name, value) -> assertThat(config.get(name).value()).as(name).isEqualTo(value));
    }
  }

  @Test
  void leavesTopicsThatExistAsTheyAreAndKeepsRunsOnEqualPartitions() throws Exception {
    given(Topics.WINDOWS, 2);
    given(Topics.RESULTS, 6);

    create(3);

    assertThat(partitions())
        .containsEntry(Topics.RESULTS.name(), 6)
        .containsEntry(Topics.DEAD_LETTERS.name(), 3);
    assertThat(Topics.coPartitioned())
        .allSatisfy(topic -> assertThat(partitions()).containsEntry(topic.name(), 2));
  }

  @Test
  void refusesCoPartitionedTopicsOfDifferentPartitionCounts() throws Exception {
    given(Topics.WINDOWS, 2);
    given(Topics.RUNS, 3);

    assertThatExceptionOfType(KafkaUnavailableException.class)
        .isThrownBy(() -> create(3))
        .withMessage(
            "These topics need the same number of partitions:"
                + " faultline.runs has 3, faultline.windows has 2");
    assertThat(partitions()).hasSize(2);
  }

  @Test
  void severalServicesMayStartAtOnce() throws Exception {
    List<Future<?>> starts = new ArrayList<>();
    try (ExecutorService services = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        starts.add(services.submit(() -> create(3)));
      }
    }

    for (Future<?> start : starts) {
      start.get();
    }
    assertThat(partitions()).hasSameSizeAs(Topics.all());
  }

  @Test
  void oneMessageWhenKafkaIsNotThere() throws IOException {
    KafkaSettings nowhere =
        KafkaSettings.of("127.0.0.1:" + FreePort.find())
            .with("default.api.timeout.ms", "500")
            .with("request.timeout.ms", "500");

    assertThatExceptionOfType(KafkaUnavailableException.class)
        .isThrownBy(() -> TopicAdmin.createMissing(nowhere, 4, (short) 1))
        .withMessage(
            "Kafka at %s does not answer within 500 ms; is it running, and is the address right?",
            nowhere.bootstrapServers());
  }

  @Test
  void oneMessageWhenTheAddressIsNone() {
    assertThatExceptionOfType(KafkaUnavailableException.class)
        .isThrownBy(() -> TopicAdmin.createMissing(KafkaSettings.of("kafka"), 4, (short) 1))
        .withMessageContaining("Kafka at kafka cannot be used")
        .withMessageContaining("bootstrap.servers");
  }

  private void create(int partitions) {
    TopicAdmin.createMissing(cluster.settings(), partitions, (short) 1);
  }

  private void given(Topic<?> topic, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic.name(), partitions, (short) 1))).all().get();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> admin.listTopics().names().get().contains(topic.name()));
  }

  private Map<String, Integer> partitions() throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    admin
        .describeTopics(admin.listTopics().names().get())
        .allTopicNames()
        .get()
        .forEach((name, description) -> counts.put(name, description.partitions().size()));
    return counts;
  }

  private Config config(Topic<?> topic) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    return admin.describeConfigs(List.of(resource)).all().get().get(resource);
  }
}
