package dev.faultline.schemas.mapping;

import java.nio.ByteBuffer;

final class ByteBuffers {

  private ByteBuffers() {}

  /** What remains in the buffer, which stays as it is. */
  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }
}
