package dev.faultline.aggregator;

import dev.faultline.core.run.RunId;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The committed records of {@code faultline.windows}, as bytes, by run. */
final class WindowsTopic implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<RunId, List<WindowBytes>> byRun = new LinkedHashMap<>();

  WindowsTopic(KafkaSettings kafka) {
    Properties properties = kafka.clientProperties();
    properties.put("isolation.level", "read_committed");
    consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.WINDOWS.name()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** What has been read of the run so far, after reading on for a moment. */
  List<WindowBytes> read(RunId runId) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      RunId of = Topics.WINDOWS.codec().decode(record.value()).runId();
      if (record.partition() != Topics.partitionOf(of, consumer.assignment().size())) {
        throw new AssertionError(record.key() + " is on partition " + record.partition());
      }
      byRun
          .computeIfAbsent(of, unseen -> new ArrayList<>())
          .add(WindowBytes.of(record.key(), record.timestamp(), record.value()));
    }
    return byRun.getOrDefault(runId, List.of());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
