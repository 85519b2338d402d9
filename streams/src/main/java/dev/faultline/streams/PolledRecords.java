package dev.faultline.streams;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one partition that were polled together, read one after the other from the value of
 * the one record that stands for them:
 *
 * <pre>
 * (offset: 8 bytes, timestamp: 8 bytes, length: 4 bytes or -1 for no value, value)*
 * </pre>
 *
 * <p>It begins before the first record. Keys and headers are left out. Not thread-safe.
 */
public final class PolledRecords {

  private static final int HEADER_BYTES = 2 * Long.BYTES + Integer.BYTES;
  private static final int NO_VALUE = -1;

  private final ByteBuffer in;
  private long offset;
  private long timestamp;
  private int start;
  private int length;

  /** Reads what {@link #join} joined. */
  public PolledRecords(byte[] joined) {
    in = ByteBuffer.wrap(joined);
  }

  /** The bytes that hold all of these records. */
  public static byte[] join(List<ConsumerRecord<byte[], byte[]>> records) {
    int size = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      size =
          Math.addExact(size, HEADER_BYTES + (record.value() == null ? 0 : record.value().length));
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      out.putLong(record.offset()).putLong(record.timestamp());
      if (record.value() == null) {
        out.putInt(NO_VALUE);
      } else {
        out.putInt(record.value().length).put(record.value());
      }
    }
    return out.array();
  }

  /** Goes on to the next record; false when there is none. */
  public boolean next() {
    if (!in.hasRemaining()) {
      return false;
    }
    offset = in.getLong();
    timestamp = in.getLong();
    length = in.getInt();
    start = in.position();
    in.position(start + Math.max(0, length));
    return true;
  }

  /** The record's offset in its partition. */
  public long offset() {
    return offset;
  }

  /** The record's timestamp, milliseconds since the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** Whether the record has a value; without one there is nothing at {@link #start()}. */
  public boolean hasValue() {
    return length != NO_VALUE;
  }

  /** What the values of all records are in. */
  public byte[] array() {
    return in.array();
  }

  /** Where the record's value begins. */
  public int start() {
    return start;
  }

  /** Length of the record's value in bytes. */
  public int length() {
    return Math.max(0, length);
  }

  /** A copy of the record's value, empty when it has none. */
  public byte[] value() {
    byte[] value = new byte[length()];
    in.get(start, value);
    return value;
  }
}
