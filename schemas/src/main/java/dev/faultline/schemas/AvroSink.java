package dev.faultline.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes a record in Avro's single-object encoding; the counterpart of {@link AvroBytes}. */
final class AvroSink {

  /** Bytes of the longest number. */
  static final int MAX_NUMBER = 10;

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int end = AvroCodec.HEADER_LENGTH;

  /**
   * @param size bytes of the record that it will have at most
   */
  AvroSink(long fingerprint, int size) {
    bytes = new byte[AvroCodec.HEADER_LENGTH + size];
    bytes[0] = (byte) (AvroCodec.MARKER >> 8);
    bytes[1] = (byte) AvroCodec.MARKER;
    LITTLE_ENDIAN.set(bytes, 2, fingerprint);
  }

  /** Whether each character of the text is one byte. */
  static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Eight bytes of a fixed, the most significant first. */
  void putFixed64(long value) {
    BIG_ENDIAN.set(bytes, end, value);
    end += Long.BYTES;
  }

  /** A zigzag varint. */
  void putLong(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[end++] = (byte) rest;
  }

  /** A string that is {@link #ascii}. */
  void putAscii(String text) {
    putLong(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[end++] = (byte) text.charAt(i);
    }
  }

  /** All of it. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, end);
  }
}
