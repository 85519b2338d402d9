package dev.faultline.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.SharedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StreamsServiceIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RECORDS = 10;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void recordsThatWaitAreItsLagUntilTheyAreRead(@TempDir Path state) throws Exception {
    send();
    StreamsMeters meters = new StreamsMeters(registry, "aggregator", Clock.system());
    try (StreamsService service = StreamsService.start("lag-test", gated(), oneByOne(), state)) {
      meters.watch(service);

      await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isEqualTo(RECORDS - 1));
      gate.countDown();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isZero());
      assertThat(registry.get("faultline.stream.failures").functionCounter().count()).isZero();
    } finally {
      gate.countDown();
    }
  }

  private double lag() {
    return registry.get("faultline.consumer.lag").tag("service", "aggregator").gauge().value();
  }

  private KafkaSettings oneByOne() {
    Map<String, String> properties = new HashMap<>(broker.settings().properties());
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    return new KafkaSettings(broker.settings().bootstrapServers(), properties);
  }

  /** Reads nothing more until the gate is opened. */
  private Topology gated() {
    return new Topology()
        .addSource(
            "results",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            Topics.RESULTS.name())
        .addProcessor("gate", () -> (Processor<byte[], byte[], Void, Void>) this::pass, "results");
  }

  private void pass(Record<byte[], byte[]> record) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() throws Exception {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.settings().clientProperties(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        producer.send(new ProducerRecord<>(Topics.RESULTS.name(), 0, null, new byte[] {1})).get();
      }
    }
  }
}
