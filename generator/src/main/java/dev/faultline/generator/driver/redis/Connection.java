package dev.faultline.generator.driver.redis;

import dev.faultline.generator.driver.Failure;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.redis.RedisMessage;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A connection with many commands on their way, answered in the order in which they were sent. One
 * that was not answered in time gives it up: it takes no further commands, and is closed when those
 * before have ended too. On one event loop.
 *
 * <pre>
 * greeting ──▶ open ──▶ given up ──▶ closed
 * </pre>
 */
final class Connection extends ChannelInboundHandlerAdapter {

  private static final System.Logger LOG = System.getLogger(Connection.class.getName());

  private final Line line;
  private final List<byte[]> greeting;
  private final ReplyReader reader = new ReplyReader();
  private final Deque<Request> sent = new ArrayDeque<>();
  private Channel channel;
  private int greetingsLeft;
  private boolean open;
  private boolean givenUp;
  private Failure broken = Failure.CONNECTION_CLOSED;

  /**
   * @param greeting commands that make it fit for others
   */
  Connection(Line line, List<byte[]> greeting) {
    this.line = line;
    this.greeting = greeting;
    this.greetingsLeft = greeting.size();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  /** It is connected. */
  void greet() {
    if (givenUp) {
      close();
      return;
    }
    for (byte[] command : greeting) {
      ChannelFuture _ = channel.writeAndFlush(Unpooled.wrappedBuffer(command));
    }
    openWhenGreeted();
  }

  private void openWhenGreeted() {
    if (greetingsLeft == 0) {
      open = true;
      line.opened(this);
    }
  }

  boolean usable() {
    return channel.isActive() && !givenUp;
  }

  void send(Request request) {
    if (request.ended()) {
      return; // nobody waits for it any more
    }
    sent.addLast(request);
    ChannelFuture _ = channel.writeAndFlush(request.sent(this), channel.voidPromise());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (greetingsLeft > 0) {
        reader.read((RedisMessage) message, false).ifPresent(this::greeted);
      } else if (sent.isEmpty()) {
        throw new CodecException("a reply to nothing");
      } else {
        reader
            .read((RedisMessage) message, sent.peekFirst().looksInside())
            .ifPresent(reply -> sent.removeFirst().received(reply));
        closeWhenDone();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void greeted(Received reply) {
    greetingsLeft--;
    if (reply instanceof Received.Error error) {
      line.refused(this, error.kind());
      close();
    } else {
      openWhenGreeted();
    }
  }

  /**
   * One of those on their way has ended before its reply.
   *
   * @param answered whether that was because it needs none any more
   */
  void overdue(boolean answered) {
    givenUp |= !answered;
    closeWhenDone();
  }

  private void closeWhenDone() {
    if (givenUp && sent.stream().allMatch(Request::ended)) {
      close();
    }
  }

  void close() {
    givenUp = true;
    if (channel != null) {
      ChannelFuture _ = channel.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken = cause instanceof CodecException ? Failure.INVALID_ANSWER : Failure.of(cause);
    if (!(cause instanceof IOException || cause instanceof CodecException)) {
      LOG.log(Level.ERROR, "The Redis driver failed; its requests count as errors", cause);
    }
    close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!open) {
      line.failed(this, broken);
    }
    while (!sent.isEmpty()) {
      sent.removeFirst().failed(broken);
    }
  }
}
