package dev.faultline.generator.driver;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.tls.ClientTls;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GenericFutureListener;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Opens connections to one target on one event loop: over TCP, and where the target wants it, over
 * TLS, whose handshake is part of connecting.
 *
 * @param address resolved
 */
public record Dialer(
    Bootstrap bootstrap, InetSocketAddress address, Optional<ClientTls> tls, Clock clock) {

  /**
   * Opens one.
   *
   * @param timeoutMicros for all of it
   * @param handler speaks the protocol; it is connected before the handshake, and sees no bytes
   *     before the handshake is over
   * @param opened told on the event loop when requests can be sent
   * @param failed told on the event loop why not; the connection is closed then
   */
  public void dial(
      long timeoutMicros,
      ChannelHandler handler,
      Consumer<Channel> opened,
      Consumer<Failure> failed) {
    long deadlineMicros = clock.epochMicros() + timeoutMicros;
    Initializer initializer = new Initializer(tls, handler);
    bootstrap
        .clone()
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, atLeastOneMilli(timeoutMicros))
        .handler(initializer)
        .connect(address)
        .addListener(
            (ChannelFuture connected) -> {
              if (!connected.isSuccess()) {
                onLoop(() -> failed.accept(Failure.of(connected.cause())));
              } else if (initializer.ssl == null) {
                opened.accept(connected.channel());
              } else {
                // Before the channel tells its handlers, upon which the handshake begins.
                long leftMicros = deadlineMicros - clock.epochMicros();
                initializer.ssl.setHandshakeTimeoutMillis(atLeastOneMilli(leftMicros));
                initializer.ssl.handshakeFuture().addListener(shaken(opened, failed));
              }
            });
  }

  /**
   * Netty tells elsewhere of a connection that was not even made, for want of a file descriptor.
   */
  private void onLoop(Runnable task) {
    EventLoop loop = bootstrap.config().group().next();
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  private static GenericFutureListener<Promise<Channel>> shaken(
      Consumer<Channel> opened, Consumer<Failure> failed) {
    return hands -> {
      if (hands.isSuccess()) {
        opened.accept(hands.getNow());
      } else {
        failed.accept(Failure.of(hands.cause()));
      }
    };
  }

  private static int atLeastOneMilli(long micros) {
    return Math.clamp(TimeUnit.MICROSECONDS.toMillis(micros), 1, Integer.MAX_VALUE);
  }

  private static final class Initializer extends ChannelInitializer<SocketChannel> {

    private final Optional<ClientTls> tls;
    private final ChannelHandler handler;

    /** Null without TLS. */
    private SslHandler ssl;

    Initializer(Optional<ClientTls> tls, ChannelHandler handler) {
      this.tls = tls;
      this.handler = handler;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      if (tls.isPresent()) {
        ssl = tls.get().handler(channel);
        channel.pipeline().addLast(ssl);
      }
      channel.pipeline().addLast(handler);
    }
  }
}
