package dev.faultline.aggregator.topology;

import dev.faultline.schemas.Topics;
import dev.faultline.streams.PolledRecords;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** {@code faultline.results} as the topology gets it: joined, here by hand. */
final class PolledInput {

  private final TestInputTopic<byte[], byte[]> topic;
  private long offset;

  PolledInput(TopologyTestDriver driver) {
    topic =
        driver.createInputTopic(
            Topics.RESULTS.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** So many records go by that have nothing to do with the test. */
  void skip(long records) {
    offset += records;
  }

  /** One record, its value may be null, as all that a poll brought. */
  void pipe(byte[] value, long timestampMillis) {
    pipe(Collections.singletonList(value), timestampMillis);
  }

  /** Several records that one poll brought, some of whose values may be null. */
  void pipe(List<byte[]> values, long timestampMillis) {
    List<ConsumerRecord<byte[], ByteBuffer>> polled =
        values.stream().map(value -> record(value, timestampMillis)).toList();
    topic.pipeInput(
        new TestRecord<>(
            null,
            new byte[0],
            PolledRecords.headers(polled),
            Instant.ofEpochMilli(timestampMillis)));
  }

  private ConsumerRecord<byte[], ByteBuffer> record(byte[] value, long timestampMillis) {
    return new ConsumerRecord<>(
        Topics.RESULTS.name(),
        0,
        offset++,
        timestampMillis,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        value == null ? null : ByteBuffer.wrap(value),
        new RecordHeaders(),
        Optional.empty());
  }
}
