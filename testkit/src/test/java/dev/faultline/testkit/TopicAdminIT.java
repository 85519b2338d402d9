package dev.faultline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.KafkaUnavailableException;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicAdminIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  @Test
  void createsEveryTopicWithItsPartitionsAndSettings() throws Exception {
    try (Admin admin = Admin.create(broker.settings().clientProperties())) {
      List<String> names = Topics.all().stream().map(Topic::name).toList();
      assertThat(admin.describeTopics(names).allTopicNames().get().values())
          .hasSize(7)
          .extracting(TopicDescription::partitions)
          .allSatisfy(partitions -> assertThat(partitions).hasSize(broker.partitions()));
      for (Topic<?> topic : Topics.all()) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Map<ConfigResource, Config> configs = admin.describeConfigs(List.of(resource)).all().get();
        topic
            .settings()
            .forEach(
                (name, value) ->
                    assertThat(configs.get(resource).get(name).value()).as(name).isEqualTo(value));
      }
    }
  }

  @Test
  void leavesTopicsThatExistAsTheyAre() throws Exception {
    TopicAdmin.createMissing(broker.settings(), 9, (short) 1);

    try (Admin admin = Admin.create(broker.settings().clientProperties())) {
      assertThat(
              admin
                  .describeTopics(List.of(Topics.RESULTS.name()))
                  .allTopicNames()
                  .get()
                  .get(Topics.RESULTS.name())
                  .partitions())
          .hasSize(broker.partitions());
    }
  }

  @Test
  void oneMessageWhenKafkaIsNotThere() throws IOException {
    KafkaSettings nowhere =
        KafkaSettings.of("127.0.0.1:" + freePort())
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
