package dev.faultline.core.latency;

import java.nio.ByteBuffer;

/**
 * A long in one to nine bytes, seven bits each from the lowest on, the ninth with all its eight:
 * LEB128-64b9B as in <a
 * href="https://github.com/HdrHistogram/HdrHistogram/blob/HdrHistogram-2.2.2/src/main/java/org/HdrHistogram/ZigZagEncoding.java">ZigZagEncoding</a>
 * of HdrHistogram.
 */
final class Varint {

  private static final int LAST_SHIFT = 56;

  /** Longest one. */
  static final int MAX_BYTES = 9;

  private Varint() {}

  static void write(ByteSink out, long value) {
    out.endAt(put(out.room(MAX_BYTES), out.size(), value));
  }

  /** Writes to an array that has room for it; returns where it ends. */
  static int put(byte[] bytes, int at, long value) {
    int end = at;
    long rest = value;
    int shift = 0;
    while (rest >>> 7 != 0 && shift < LAST_SHIFT) {
      bytes[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
      shift += 7;
    }
    bytes[end++] = (byte) rest;
    return end;
  }

  static long read(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < LAST_SHIFT; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    return value | (long) in.get() << LAST_SHIFT;
  }

  /** Small numbers of either sign in few bytes. */
  static void writeSigned(ByteSink out, long value) {
    write(out, (value << 1) ^ (value >> 63));
  }

  static long readSigned(ByteBuffer in) {
    long folded = read(in);
    return (folded >>> 1) ^ -(folded & 1);
  }
}
