package dev.faultline.aggregator.bench;

import dev.faultline.schemas.Topics;
import dev.faultline.testkit.bench.Parent;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's consumer in one thread, without group, transaction or output. */
record ConsumerPass(Task task, Supplier<Reader> reader) implements Pass {

  /** What is done with each value. */
  interface Reader {

    void read(byte[] value);

    /** Throws when it has not read all. */
    default void verify() {}
  }

  @Override
  public void run(String name, Measurement measurement, Parent parent) throws Exception {
    Reader fresh = reader.get();
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.RESULTS.name()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long all = consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
      for (long left = all; left > 0; ) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
        if (left == all && !records.isEmpty()) {
          measurement.begin();
        }
        for (ConsumerRecord<byte[], byte[]> each : records) {
          fresh.read(each.value());
        }
        left -= records.count();
      }
      measurement.end();
    }
    fresh.verify();
    parent.request();
  }

  private Consumer<byte[], byte[]> consumer() {
    Properties properties = task.kafka().clientProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
