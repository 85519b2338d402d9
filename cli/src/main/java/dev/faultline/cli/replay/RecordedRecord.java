package dev.faultline.cli.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A Kafka record as it stood on its topic, but for where: on which partition and after how many
 * records of other runs it came is the cluster's affair.
 *
 * @param timestampMillis its event time, milliseconds since the epoch
 * @param key null when it has none
 * @param value null when it has none
 */
record RecordedRecord(long timestampMillis, ByteBuffer key, ByteBuffer value) {

  /** From a file that the recorder wrote. */
  static RecordedRecord of(GenericRecord recorded) {
    return new RecordedRecord(
        (long) recorded.get("timestamp"),
        (ByteBuffer) recorded.get("key"),
        (ByteBuffer) recorded.get("value"));
  }

  static RecordedRecord of(ConsumerRecord<byte[], byte[]> found) {
    return new RecordedRecord(found.timestamp(), wrap(found.key()), wrap(found.value()));
  }

  /** The same with another value. */
  RecordedRecord with(byte[] otherValue) {
    return new RecordedRecord(timestampMillis, key, wrap(otherValue));
  }

  byte[] keyBytes() {
    return bytes(key);
  }

  byte[] valueBytes() {
    return bytes(value);
  }

  String keyText() {
    return key == null ? "" : StandardCharsets.UTF_8.decode(key.duplicate()).toString();
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
