package dev.faultline.streams;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Records of one partition that were polled together and go through Kafka Streams as one, which
 * carries them in a header: nothing is copied. Such a record never leaves the process.
 *
 * @param records in the order of their offsets, at least one, without their keys; values lie where
 *     the consumer has put them, between position and limit
 */
public record PolledRecords(List<ConsumerRecord<byte[], ByteBuffer>> records) {

  private static final byte[] NO_VALUE = {};

  /** Takes {@link PolledRecords} for the value of the record that carries them. */
  public static final Serde<PolledRecords> SERDE =
      Serdes.serdeFrom(
          (topic, records) -> {
            throw new UnsupportedOperationException("only read");
          },
          new CarriedRecords());

  /** Has no bytes of its own: it is an object that Kafka Streams hands on. */
  private record Carrier(PolledRecords polled) implements Header {

    static final String KEY = "polled";

    @Override
    public String key() {
      return KEY;
    }

    @Override
    public byte[] value() {
      return NO_VALUE;
    }
  }

  private static final class CarriedRecords implements Deserializer<PolledRecords> {

    @Override
    public PolledRecords deserialize(String topic, Headers headers, byte[] value) {
      return ((Carrier) headers.lastHeader(Carrier.KEY)).polled;
    }

    @Override
    public PolledRecords deserialize(String topic, byte[] value) {
      throw new UnsupportedOperationException("the records are in the headers");
    }
  }

  /** Headers that carry the records. */
  public static Headers headers(List<ConsumerRecord<byte[], ByteBuffer>> records) {
    return new RecordHeaders(List.of(new Carrier(new PolledRecords(records))));
  }

  /** The one record for all, in the place of the first. */
  static ConsumerRecord<byte[], byte[]> joined(List<ConsumerRecord<byte[], ByteBuffer>> records) {
    ConsumerRecord<byte[], ByteBuffer> first = records.getFirst();
    return new ConsumerRecord<>(
        first.topic(),
        first.partition(),
        first.offset(),
        first.timestamp(),
        first.timestampType(),
        ConsumerRecord.NULL_SIZE,
        0,
        null,
        NO_VALUE,
        headers(records),
        first.leaderEpoch());
  }
}
