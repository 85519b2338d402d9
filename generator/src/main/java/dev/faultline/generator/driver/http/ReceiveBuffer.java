package dev.faultline.generator.driver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * One buffer that all connections of an event loop read into, one after the other. Whoever gets it
 * has to be done with it when the read is over, as {@link Connection} is; a buffer from a pool and
 * back for every answer would cost more than to parse it. On one event loop.
 */
final class ReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

  private static final int BYTES = 64 * 1024;

  /** Freed by the garbage collector, for the reference that it begins with is never given back. */
  private final ByteBuf buffer = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(BYTES));

  private final class Shared extends MaxMessageHandle {

    @Override
    public int guess() {
      return BYTES;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator unused) {
      if (buffer.refCnt() > 1) {
        throw new IllegalStateException("the answer before is still being read");
      }
      return buffer.clear().retain();
    }
  }

  @Override
  public Handle newHandle() {
    return new Shared();
  }
}
