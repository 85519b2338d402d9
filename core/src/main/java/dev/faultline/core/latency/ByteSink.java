package dev.faultline.core.latency;

import java.util.Arrays;

/** Bytes that grow, without the lock of {@link java.io.ByteArrayOutputStream}. */
final class ByteSink {

  private byte[] bytes;
  private int size;

  /**
   * Begins with room that is filled in later.
   *
   * @param reserved how many bytes
   */
  ByteSink(int reserved) {
    bytes = new byte[reserved + 256];
    size = reserved;
  }

  void put(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) value;
  }

  int size() {
    return size;
  }

  /** All that was put, in the first {@link #size()} bytes; not a copy. */
  byte[] array() {
    return bytes;
  }
}
