package dev.faultline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class JoiningConsumerTest {

  private static final TopicPartition RESULTS = new TopicPartition("results", 3);
  private static final TopicPartition PARTIALS = new TopicPartition("partials", 3);

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, long timestamp, String value) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        1,
        1,
        new byte[] {7},
        value == null ? null : value.getBytes(StandardCharsets.UTF_8),
        new RecordHeaders(),
        Optional.of(5));
  }

  private static ConsumerRecords<byte[], byte[]> joined(
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled,
      Map<TopicPartition, OffsetAndMetadata> nextOffsets) {
    return JoiningConsumer.joined(
        new ConsumerRecords<>(polled, nextOffsets), Set.of(RESULTS.topic()));
  }

  @Test
  void what_a_poll_brings_of_a_partition_is_one_record_in_the_place_of_the_first() {
    OffsetAndMetadata next = new OffsetAndMetadata(15);
    ConsumerRecords<byte[], byte[]> joined =
        joined(
            Map.of(RESULTS, List.of(record(RESULTS, 10, 100, "a"), record(RESULTS, 14, 200, "b"))),
            Map.of(RESULTS, next));

    assertThat(joined.records(RESULTS))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.offset()).isEqualTo(10);
              assertThat(one.timestamp()).isEqualTo(100);
              assertThat(one.leaderEpoch()).contains(5);
            });
    assertThat(joined.nextOffsets()).containsExactly(Map.entry(RESULTS, next));
  }

  @Test
  void the_one_record_is_read_as_those_that_it_stands_for() {
    List<ConsumerRecord<byte[], byte[]>> polled =
        List.of(
            record(RESULTS, 10, 100, "one"),
            record(RESULTS, 12, -1, null),
            record(RESULTS, 99, 400, "four"));

    ConsumerRecord<byte[], byte[]> one =
        joined(Map.of(RESULTS, polled), Map.of()).iterator().next();

    assertThat(
            PolledRecords.SERDE
                .deserializer()
                .deserialize(RESULTS.topic(), one.headers(), one.value())
                .records())
        .isEqualTo(polled);
  }

  @Test
  void other_topics_records_stay_as_they_are() {
    List<ConsumerRecord<byte[], byte[]>> partials =
        List.of(record(PARTIALS, 1, 100, "x"), record(PARTIALS, 2, 100, "y"));

    assertThat(joined(Map.of(PARTIALS, partials), Map.of()).records(PARTIALS)).isEqualTo(partials);
  }

  @Test
  void nothing_polled_is_nothing_joined_but_the_positions_are_told() {
    OffsetAndMetadata next = new OffsetAndMetadata(15);

    ConsumerRecords<byte[], byte[]> joined = joined(Map.of(), Map.of(RESULTS, next));

    assertThat(joined.isEmpty()).isTrue();
    assertThat(joined.nextOffsets()).containsExactly(Map.entry(RESULTS, next));
  }

  @Test
  void keys_are_left_out_of_joined_topics_only() {
    KeyDeserializer keys = new KeyDeserializer(Set.of(RESULTS.topic()));
    byte[] key = {1, 2};

    assertThat(keys.deserialize(RESULTS.topic(), new RecordHeaders(), ByteBuffer.wrap(key)))
        .isNull();
    assertThat(keys.deserialize(PARTIALS.topic(), new RecordHeaders(), ByteBuffer.wrap(key)))
        .isEqualTo(key);
  }

  @Test
  void values_of_joined_topics_stay_where_they_are_and_those_of_others_are_copied() {
    ValueDeserializer values = new ValueDeserializer(Set.of(RESULTS.topic()));
    ByteBuffer value = ByteBuffer.wrap(new byte[] {0, 1, 2, 0}, 1, 2);

    assertThat(values.deserialize(RESULTS.topic(), new RecordHeaders(), value)).isSameAs(value);
    assertThat(values.deserialize(PARTIALS.topic(), new RecordHeaders(), value))
        .isEqualTo(new byte[] {1, 2});
    assertThat(values.deserialize(RESULTS.topic(), new RecordHeaders(), (ByteBuffer) null))
        .isNull();
    assertThat(values.deserialize(PARTIALS.topic(), new RecordHeaders(), (ByteBuffer) null))
        .isNull();
  }
}
