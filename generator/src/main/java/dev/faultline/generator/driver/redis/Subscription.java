package dev.faultline.generator.driver.redis;

import dev.faultline.core.json.Json;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.redis.RedisMessage;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;

/**
 * A connection that is told of all messages on some channels. It ends once, for whatever reason;
 * who wants to know more subscribes again. On one event loop.
 */
public final class Subscription extends ChannelInboundHandlerAdapter {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<byte[]> greeting;
  private final List<String> channels;
  private final Listener listener;
  private final ReplyReader reader = new ReplyReader();
  private int answersLeft;
  private Failure broken = Failure.CONNECTION_CLOSED;

  /** Null until it is being connected. */
  private Channel channel;

  private boolean ended;

  /** Who is told, on the event loop. */
  public interface Listener {

    /** From here on each message comes. */
    void ready();

    /**
     * A message has come.
     *
     * @param bytes on the wire
     */
    void message(String channel, String message, long bytes);

    /** No message will come any more. */
    void failed(Failure failure);

    /**
     * The server will send none.
     *
     * @param kind first word of the error, in small letters
     */
    void refused(String kind);
  }

  private Subscription(List<byte[]> greeting, List<String> channels, Listener listener) {
    this.greeting = greeting;
    this.channels = List.copyOf(channels);
    this.listener = listener;
    this.answersLeft = greeting.size() + channels.size();
  }

  /**
   * Begins to subscribe; to be called on the event loop.
   *
   * @param bootstrap of the event loop
   * @throws UnusableTargetException when the target cannot be addressed at all, or something that
   *     it has to be told or shown is not there
   */
  public static Subscription open(
      Target.Redis target,
      String channel,
      Bootstrap bootstrap,
      EventLoop loop,
      Secrets secrets,
      Clock clock,
      Listener listener)
      throws UnusableTargetException {
    Opener opener = new Openers(bootstrap, loop, clock, secrets).opener(target, PATIENCE);
    return open(opener, List.of(channel), listener);
  }

  /**
   * Begins to subscribe.
   *
   * @param channels at least one
   */
  static Subscription open(Opener opener, List<String> channels, Listener listener) {
    Subscription subscription = new Subscription(opener.greeting(), channels, listener);
    opener.connect(subscription, _ -> subscription.subscribe(), subscription::end);
    return subscription;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  private void subscribe() {
    if (ended) {
      closeChannel();
      return;
    }
    for (byte[] command : greeting) {
      ChannelFuture _ = channel.writeAndFlush(Unpooled.wrappedBuffer(command));
    }
    for (String name : channels) {
      byte[] subscribe = CommandEncoder.encode("SUBSCRIBE", name);
      ChannelFuture _ = channel.writeAndFlush(Unpooled.wrappedBuffer(subscribe));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object piece) {
    try {
      reader.read((RedisMessage) piece, true).ifPresent(this::received);
    } finally {
      ReferenceCountUtil.release(piece);
    }
  }

  private void received(Received received) {
    switch (received) {
      case Received.Value(Json.Elements(var parts), long bytes) when isMessage(parts) && !ended ->
          listener.message(text(parts.get(1)), text(parts.get(2)), bytes);
      case Received.Error(String kind, long _) -> {
        close();
        listener.refused(kind);
      }
      default -> {
        if (answersLeft > 0) {
          answersLeft--;
          if (answersLeft == 0) {
            listener.ready();
          }
        }
      }
    }
  }

  private static boolean isMessage(List<Json> parts) {
    return parts.size() == 3 && text(parts.getFirst()).equals("message");
  }

  private static String text(Json value) {
    return value.scalar().orElse("");
  }

  /** Whether further messages are fetched; those that are here already are handed over. */
  public void fetch(boolean more) {
    if (channel != null) {
      channel.config().setAutoRead(more);
    }
  }

  /** The listener hears no more of it. */
  public void close() {
    ended = true;
    closeChannel();
  }

  private void closeChannel() {
    if (channel != null) {
      ChannelFuture _ = channel.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken = cause instanceof CodecException ? Failure.INVALID_ANSWER : Failure.of(cause);
    closeChannel();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(broken);
  }

  private void end(Failure failure) {
    if (!ended) {
      ended = true;
      listener.failed(failure);
    }
  }
}
