package dev.faultline.cli.run;

import dev.faultline.core.run.RunId;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Writes a run's records to {@code <topic>.avro}, one Avro object container file per topic, so that
 * the run can be replayed byte for byte.
 */
final class TopicRecorder {

  private static final int ZSTANDARD_LEVEL = 3;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final KafkaSettings kafka;
  private final Schema schema;

  TopicRecorder(KafkaSettings kafka) throws IOException {
    this.kafka = kafka;
    try (InputStream source = TopicRecorder.class.getResourceAsStream("recorded.avsc")) {
      schema = new Schema.Parser().parse(source);
    }
  }

  /**
   * Records all topics of the run up to their present end, and then what was recorded.
   *
   * @param sinceMillis a time before the run's first record
   * @throws IOException when a file cannot be written or Kafka does not give the records
   */
  void record(RunId runId, long sinceMillis, Path folder) throws IOException {
    Files.createDirectories(folder);
    Properties properties = kafka.clientProperties();
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    // A broker answers a connection's requests in order: a fetch that waits holds up the next.
    properties.put("fetch.max.wait.ms", "20");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    SortedMap<String, Long> records = new TreeMap<>();
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      for (Topic<?> topic : Topics.all()) {
        Path file = folder.resolve(topic.name() + ".avro");
        records.put(topic.name(), record(consumer, topic, runId, sinceMillis, file));
      }
    }
    new RecordingManifest(RecordingManifest.VERSION, runId.toString(), records).write(folder);
  }

  /** Returns how many records it found. */
  private long record(
      Consumer<byte[], byte[]> consumer, Topic<?> topic, RunId runId, long since, Path file)
      throws IOException {
    Map<TopicPartition, Long> ends = assign(consumer, topic, since);
    byte[] prefix = runId.toString().getBytes(StandardCharsets.UTF_8);
    long records = 0;
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(CodecFactory.zstandardCodec(ZSTANDARD_LEVEL));
      writer.setMeta("faultline.topic", topic.name());
      writer.setMeta("faultline.runId", runId.toString());
      writer.create(schema, file.toFile());
      long heard = System.nanoTime();
      while (!reached(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
          heard = System.nanoTime();
          TopicPartition partition = new TopicPartition(found.topic(), found.partition());
          if (found.offset() < ends.get(partition) && belongs(topic, found.key(), prefix)) {
            writer.append(recorded(found));
            records++;
          }
        }
        if (System.nanoTime() - heard > SILENCE.toNanos()) {
          throw new IOException("Kafka does not give the rest of " + topic.name());
        }
      }
    }
    return records;
  }

  /** Stands at the first records since that time; returns where to stop. */
  private static Map<TopicPartition, Long> assign(
      Consumer<byte[], byte[]> consumer, Topic<?> topic, long since) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, OffsetAndTimestamp> begins =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> since)));
    begins.forEach(
        (partition, begin) ->
            consumer.seek(partition, begin == null ? ends.get(partition) : begin.offset()));
    return ends;
  }

  private static boolean reached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** Nobody can tell whose a record is that cannot be decoded: all of the time are kept. */
  private static boolean belongs(Topic<?> topic, byte[] key, byte[] runId) {
    return topic == Topics.DEAD_LETTERS ? key != null : startsWith(key, runId);
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key != null
        && key.length >= prefix.length
        && ByteBuffer.wrap(key, 0, prefix.length).equals(ByteBuffer.wrap(prefix));
  }

  private GenericRecord recorded(ConsumerRecord<byte[], byte[]> found) {
    return new GenericRecordBuilder(schema)
        .set("partition", found.partition())
        .set("offset", found.offset())
        .set("timestamp", found.timestamp())
        .set("key", ByteBuffer.wrap(found.key()))
        .set("value", found.value() == null ? null : ByteBuffer.wrap(found.value()))
        .build();
  }
}
