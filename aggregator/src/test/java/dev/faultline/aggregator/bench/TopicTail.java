package dev.faultline.aggregator.bench;

import dev.faultline.schemas.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is committed to a topic from a moment on. */
final class TopicTail implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(100);

  private final Consumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;
  private Map<TopicPartition, Long> mark = Map.of();

  TopicTail(KafkaSettings kafka, String topic) {
    Properties properties = kafka.clientProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    consumer.assign(partitions);
  }

  /** The moment is now. */
  void mark() {
    mark = consumer.endOffsets(partitions);
    rewind();
  }

  /** Reads again from the marked moment on. */
  void rewind() {
    mark.forEach(consumer::seek);
  }

  /** Waits for records, not for long. */
  ConsumerRecords<String, byte[]> poll() {
    return consumer.poll(WAIT);
  }

  /** Whether all that is committed by now has been polled. */
  boolean exhausted() {
    return consumer.endOffsets(partitions).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
