package dev.faultline.generator.driver.sql;

import dev.faultline.core.plan.Target;
import dev.faultline.generator.driver.Dialer;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.tls.ClientTls;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Opens connections to a database.
 *
 * @param dialer without TLS, which the database has to be asked for first
 * @param timeoutMicros how long it may take until the database has let us in
 */
record Opener(
    EventLoop loop,
    Dialer dialer,
    Optional<ClientTls> tls,
    Target.Postgres target,
    Optional<String> password,
    long timeoutMicros) {

  /** A message from the server may be a row of that size, and not more. */
  private static final int MAX_MESSAGE_BYTES = 16 << 20;

  /** After its type, a message has its length, which counts itself. */
  private static final int TYPE = 1;

  private static final int LENGTH = 4;
  private static final long CANCEL_MICROS = TimeUnit.SECONDS.toMicros(1);

  /**
   * Opens one.
   *
   * @param handler of messages, each a buffer from its type on
   * @param opened told when messages can be sent
   * @param failed told why not
   */
  void connect(ChannelHandler handler, Consumer<Channel> opened, Consumer<Failure> failed) {
    ChannelHandler framing =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            channel
                .pipeline()
                .addLast(
                    new LengthFieldBasedFrameDecoder(MAX_MESSAGE_BYTES, TYPE, LENGTH, -LENGTH, 0),
                    handler);
          }
        };
    dialer.dial(timeoutMicros, framing, channel -> secure(channel, opened, failed), failed);
  }

  private void secure(Channel channel, Consumer<Channel> opened, Consumer<Failure> failed) {
    if (tls.isEmpty()) {
      opened.accept(channel);
    } else {
      channel.pipeline().addFirst(new TlsRequest(tls.get(), opened, failed));
    }
  }

  /** Sends something over a connection that is for nothing else. */
  void say(ByteBuf message) {
    dialer.dial(
        CANCEL_MICROS,
        new ChannelInboundHandlerAdapter(),
        channel -> {
          ChannelFuture _ = channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
        },
        _ -> {});
  }
}
