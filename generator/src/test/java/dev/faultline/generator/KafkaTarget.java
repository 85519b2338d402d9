package dev.faultline.generator;

import dev.faultline.schemas.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A Kafka under load: makes topics, and reads what came. */
final class KafkaTarget {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaSettings settings;

  KafkaTarget(KafkaSettings settings) {
    this.settings = settings;
  }

  String brokers() {
    return settings.bootstrapServers();
  }

  void topic(String name, Map<String, String> configuration) throws Exception {
    try (Admin admin = Admin.create(settings.clientProperties())) {
      NewTopic topic = new NewTopic(name, Optional.of(2), Optional.of((short) 1));
      admin.createTopics(List.of(topic.configs(configuration))).all().get();
    }
  }

  /** So many records of a topic, the oldest first. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic, int atLeast) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings.clientProperties(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (all.size() < atLeast) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "%d records instead of %d in %s".formatted(all.size(), atLeast, topic));
        }
      }
    }
    return all;
  }
}
