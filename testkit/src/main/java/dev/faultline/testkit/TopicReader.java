package dev.faultline.testkit;

import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * Reads a topic from its beginning, committed records only, and keeps those that a test is
 * interested in; those that cannot be decoded are passed over. Each call begins anew, so calls do
 * not disturb each other. Thread-safe.
 */
public final class TopicReader<T> {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaSettings settings;
  private final Topic<T> topic;
  private final Predicate<T> wanted;

  public TopicReader(KafkaSettings settings, Topic<T> topic, Predicate<T> wanted) {
    this.settings = settings;
    this.topic = topic;
    this.wanted = wanted;
  }

  /**
   * Reads until the wanted records seen so far satisfy the condition. They are in the order of
   * their partition, which for the records of one run is the order they were written in.
   *
   * @throws AssertionError after the timeout, with what was read
   */
  public List<T> until(Predicate<List<T>> enough, Duration timeout) {
    return recordsUntil(
            records -> enough.test(records.stream().map(ConsumerRecord::value).toList()), timeout)
        .stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  /** The same with keys, partitions and timestamps. */
  public List<ConsumerRecord<String, T>> recordsUntil(
      Predicate<List<ConsumerRecord<String, T>>> enough, Duration timeout) {
    List<ConsumerRecord<String, T>> records = new ArrayList<>();
    try (Consumer<String, T> consumer = KafkaClients.reader(settings, topic)) {
      long deadline = System.nanoTime() + timeout.toNanos();
      while (!enough.test(records)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "%s did not hold what was awaited within %s; it held %d records: %s"
                  .formatted(topic.name(), timeout, records.size(), values(records)));
        }
        records.addAll(poll(consumer));
      }
    }
    return List.copyOf(records);
  }

  private List<ConsumerRecord<String, T>> poll(Consumer<String, T> consumer) {
    List<ConsumerRecord<String, T>> found = new ArrayList<>();
    try {
      for (ConsumerRecord<String, T> record : consumer.poll(POLL)) {
        if (record.value() != null && wanted.test(record.value())) {
          found.add(record);
        }
      }
    } catch (RecordDeserializationException e) {
      // Another test may have written it on purpose.
      consumer.seek(e.topicPartition(), e.offset() + 1);
    }
    return found;
  }

  private List<T> values(List<ConsumerRecord<String, T>> records) {
    return records.stream().map(ConsumerRecord::value).toList();
  }
}
