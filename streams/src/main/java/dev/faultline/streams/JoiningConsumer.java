package dev.faultline.streams;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Gives all that one poll brings of a partition as one record, for topics whose records are many
 * and small: what Kafka Streams does for each record costs more than counting it.
 *
 * <p>The joined record has the offset of its <em>first</em> record. That is what makes it safe:
 * Kafka Streams commits the offset of the record that it would process next, or, when none is left,
 * the consumer's own position, which the poll tells beside the records. So joined records are
 * processed and committed, or read again, as a whole.
 */
final class JoiningConsumer extends KafkaConsumer<byte[], byte[]> {

  private final Set<String> joinedTopics;

  JoiningConsumer(Map<String, Object> settings, Set<String> joinedTopics) {
    super(settings, new KeyDeserializer(joinedTopics), values(joinedTopics));
    this.joinedTopics = joinedTopics;
  }

  /**
   * Kafka Streams asks for values that are byte arrays, and gets them; those of joined topics it
   * never sees, for {@link PolledRecords} carries them past it.
   */
  @SuppressWarnings("unchecked")
  private static Deserializer<byte[]> values(Set<String> joinedTopics) {
    return (Deserializer<byte[]>) (Deserializer<?>) new ValueDeserializer(joinedTopics);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return joined(super.poll(timeout), joinedTopics);
  }

  static ConsumerRecords<byte[], byte[]> joined(
      ConsumerRecords<byte[], byte[]> polled, Set<String> topics) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> joined = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      joined.put(
          partition,
          topics.contains(partition.topic())
              ? List.of(PolledRecords.joined(inPlace(records)))
              : records);
    }
    return new ConsumerRecords<>(joined, polled.nextOffsets());
  }

  /** What {@link ValueDeserializer} made of a joined topic's values. */
  @SuppressWarnings("unchecked")
  private static List<ConsumerRecord<byte[], ByteBuffer>> inPlace(
      List<ConsumerRecord<byte[], byte[]>> records) {
    return (List<ConsumerRecord<byte[], ByteBuffer>>) (List<?>) records;
  }
}
