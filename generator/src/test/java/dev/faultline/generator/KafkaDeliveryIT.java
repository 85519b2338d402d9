package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.testkit.EmbeddedCluster;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The plan of docs/delivery.md that reads a topic, with a relay that writes to a real Kafka. */
class KafkaDeliveryIT {

  private static final Pattern ID = Pattern.compile("\"id\": \"([^\"]+)\"");

  @Test
  void whatARelayLosesRepeatsAndReordersOnATopicIsFoundExactly() throws Exception {
    try (EmbeddedCluster broker = EmbeddedCluster.start();
        Producer<String, String> producer = producer(broker)) {
      RelayedLoad.findsPlantedFaults(plan(broker), event -> write(producer, event));
    }
  }

  @Test
  void theDocumentedPlanFindsEveryEvent() throws Exception {
    try (EmbeddedCluster broker = EmbeddedCluster.start();
        Producer<String, String> producer = producer(broker)) {
      RelayedLoad.findsEveryEvent(plan(broker), event -> write(producer, event));
    }
  }

  /** The documented one, for a broker with its topic. */
  private static String plan(EmbeddedCluster broker) throws Exception {
    String bootstrap = broker.settings().bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(List.of(new NewTopic("events", Optional.of(1), Optional.empty())))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    return DeliveryDocument.kafkaPlans().getFirst().replace("127.0.0.1:9092", bootstrap);
  }

  private static Producer<String, String> producer(EmbeddedCluster broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.settings().bootstrapServers()),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void write(Producer<String, String> producer, String event) {
    Matcher id = ID.matcher(event);
    assertThat(id.find()).isTrue();
    ProducerRecord<String, String> written = new ProducerRecord<>("events", event);
    written.headers().add("ce-id", id.group(1).getBytes(StandardCharsets.UTF_8));
    try {
      producer.send(written).get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("not written", e);
    }
  }
}
