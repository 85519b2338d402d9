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

  /**
   * Makes room for more bytes and returns what they go to, from {@link #size()} on; {@link #endAt}
   * says how many it were.
   */
  byte[] room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, 2 * size + more);
    }
    return bytes;
  }

  /** All before this are put. */
  void endAt(int newSize) {
    size = newSize;
  }

  int size() {
    return size;
  }

  /** All that was put, in the first {@link #size()} bytes; not a copy. */
  byte[] array() {
    return bytes;
  }
}
