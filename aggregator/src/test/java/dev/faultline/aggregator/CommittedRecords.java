package dev.faultline.aggregator;

import dev.faultline.schemas.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The committed records of a topic from its beginning, as bytes. */
final class CommittedRecords implements AutoCloseable {

  /** A reader who asks for one run has to hold them all. */
  private static final int MOST = 20_000;

  private final KafkaConsumer<String, byte[]> committed;
  private final KafkaConsumer<String, byte[]> uncommitted;
  private final List<TopicPartition> partitions;

  CommittedRecords(KafkaSettings kafka, String topic) {
    committed = consumer(kafka, "read_committed");
    uncommitted = consumer(kafka, "read_uncommitted");
    partitions =
        committed.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    committed.assign(partitions);
    committed.seekToBeginning(partitions);
  }

  private static KafkaConsumer<String, byte[]> consumer(KafkaSettings kafka, String isolation) {
    Properties properties = kafka.clientProperties();
    properties.put("isolation.level", isolation);
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  int partitions() {
    return partitions.size();
  }

  /** Those that follow, after waiting a moment for them, however many there are already. */
  Iterable<ConsumerRecord<String, byte[]>> next() {
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
    int before;
    do {
      before = all.size();
      committed.poll(Duration.ofMillis(100)).forEach(all::add);
    } while (all.size() > before && all.size() < MOST);
    return all;
  }

  /** Whether all has been read, and no transaction is open that could add something. */
  boolean atEnd() {
    return uncommitted.endOffsets(partitions).entrySet().stream()
        .allMatch(end -> committed.position(end.getKey()) == end.getValue());
  }

  @Override
  public void close() {
    committed.close();
    uncommitted.close();
  }
}
