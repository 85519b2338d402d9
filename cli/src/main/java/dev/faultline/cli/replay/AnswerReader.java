package dev.faultline.cli.replay;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Collects what aggregator and detector have committed. Not thread-safe. */
final class AnswerReader implements AutoCloseable {

  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, List<RecordedRecord>> found = new HashMap<>();

  AnswerReader(KafkaSettings kafka) {
    Properties properties = kafka.clientProperties();
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    properties.put("fetch.max.wait.ms", "50");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(properties, bytes, bytes);
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic<?> topic : Answer.TOPICS) {
      partitions.add(new TopicPartition(topic.name(), 0));
      found.put(topic.name(), new ArrayList<>());
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Takes what has come since the last call.
   *
   * @return whether that was anything
   */
  boolean poll(Duration patience) {
    boolean heard = false;
    for (ConsumerRecord<byte[], byte[]> news : consumer.poll(patience)) {
      found.get(news.topic()).add(RecordedRecord.of(news));
      heard = true;
    }
    return heard;
  }

  /** How many windows and progress records there are so far. */
  int windows() {
    return found.get(Topics.WINDOWS.name()).size();
  }

  /** Whether the run is judged: all the rest was committed before. */
  boolean judged() {
    return !found.get(Topics.VERDICTS.name()).isEmpty();
  }

  /** Reads on to the present end, and gives it all. */
  Answer finish() {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())
        && System.nanoTime() < deadline) {
      poll(Duration.ofMillis(50));
    }
    return new Answer(
        found.get(Topics.WINDOWS.name()),
        found.get(Topics.REGRESSIONS.name()),
        found.get(Topics.VERDICTS.name()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
