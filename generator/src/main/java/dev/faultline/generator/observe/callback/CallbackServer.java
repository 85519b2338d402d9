package dev.faultline.generator.observe.callback;

import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Takes calls at an address, on a thread of its own that is no load's. A connection's next call is
 * read when the one before is answered, so what waits is bounded by the connections. Thread-safe.
 */
final class CallbackServer implements AutoCloseable {

  private static final int MAX_CALL_BYTES = 1 << 20;
  private static final int MAX_CONNECTIONS = 4096;

  private final EventLoopGroup group;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<CallbackWatch> watches = new CopyOnWriteArrayList<>();
  private Channel listener;

  private CallbackServer() {
    group = new NioEventLoopGroup(1, new DefaultThreadFactory("faultline-callbacks", true));
  }

  static CallbackServer listen(InetSocketAddress address) throws UnusableTargetException {
    CallbackServer server = new CallbackServer();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(server.group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    server.accept(channel);
                  }
                })
            .bind(address.getHostString(), address.getPort())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      server.close();
      throw new UnusableTargetException(
          "nobody can listen for callbacks on %s:%d: %s"
              .formatted(address.getHostString(), address.getPort(), bound.cause().getMessage()));
    }
    server.listener = bound.channel();
    return server;
  }

  private void accept(SocketChannel channel) {
    if (connections.size() >= MAX_CONNECTIONS) {
      channel.close();
      return;
    }
    connections.add(channel);
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(MAX_CALL_BYTES),
            new FlowControlHandler(),
            new CallHandler(watches));
  }

  void add(CallbackWatch watch) {
    watches.add(watch);
  }

  /** Whether it was the last one. */
  boolean remove(CallbackWatch watch) {
    watches.remove(watch);
    return watches.isEmpty();
  }

  @Override
  public void close() {
    if (listener != null) {
      listener.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
    connections.close();
    // The address is free again when the selector is gone, not yet when the listener is closed.
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
