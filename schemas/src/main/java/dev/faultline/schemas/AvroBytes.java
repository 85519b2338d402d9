package dev.faultline.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Avro's binary encoding in a slice of an array, read without copying. What is wrong with the bytes
 * shows as an {@link IndexOutOfBoundsException}, an {@link ArithmeticException}, or as not being
 * {@link #atEnd()} when all has been read: reading may run past the slice's end, never back.
 */
final class AvroBytes {

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_VARINT_BITS = 63;

  private byte[] bytes = {};
  private int position;
  private int end;

  /** Goes to a record in single-object encoding; says whether it is of the schema. */
  boolean begin(byte[] in, int offset, int length, long fingerprint) {
    bytes = in;
    position = offset + AvroCodec.HEADER_LENGTH;
    end = offset + length;
    return length >= AvroCodec.HEADER_LENGTH
        && in[offset] == (byte) (AvroCodec.MARKER >> 8)
        && in[offset + 1] == (byte) AvroCodec.MARKER
        && (long) LITTLE_ENDIAN.get(in, offset + 2) == fingerprint;
  }

  boolean atEnd() {
    return position == end;
  }

  /** Eight bytes of a fixed, the most significant first. */
  long readFixed64() {
    long value = (long) BIG_ENDIAN.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  /** A zigzag varint. */
  long readLong() {
    int next = bytes[position++];
    long raw = next & 0x7F;
    for (int shift = 7; next < 0; shift += 7) {
      if (shift > MAX_VARINT_BITS) {
        throw new ArithmeticException("a varint of more than ten bytes");
      }
      next = bytes[position++];
      raw |= (next & 0x7FL) << shift;
    }
    return (raw >>> 1) ^ -(raw & 1);
  }

  /** A zigzag varint that is an int. */
  int readInt() {
    return Math.toIntExact(readLong());
  }

  /** Goes over a string or bytes, and returns where it begins; it ends at {@link #position()}. */
  int skipBytes() {
    int length = readInt();
    int start = position;
    if (length < 0 || length > end - start) {
      throw new IndexOutOfBoundsException("a string that is longer than its record");
    }
    position += length;
    return start;
  }

  /** Where the next read begins. */
  int position() {
    return position;
  }

  /** What all positions are in. */
  byte[] array() {
    return bytes;
  }
}
