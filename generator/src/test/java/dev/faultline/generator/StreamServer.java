package dev.faultline.generator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP/2 server without TLS that does with each stream what a test wants. */
final class StreamServer implements AutoCloseable {

  private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Map.Entry<Integer, String>> asked = new CopyOnWriteArrayList<>();
  private final Channel listener;

  /** What it does when a request has come. */
  @FunctionalInterface
  interface Behaviour {

    /**
     * On the server's only thread.
     *
     * @param all that came on the connection so far, the last one last
     */
    void on(List<Asked> all);
  }

  /** A request, and what can be done with it. */
  record Asked(
      int connection,
      int stream,
      String path,
      Http2ConnectionHandler protocol,
      ChannelHandlerContext context) {

    void answer() {
      Http2Headers headers = new DefaultHttp2Headers().status("200");
      var _ =
          protocol.encoder().writeHeaders(context, stream, headers, 0, true, context.newPromise());
      protocol.flush(context);
    }

    /** RST_STREAM. */
    void reset(Http2Error error) {
      var _ =
          protocol.encoder().writeRstStream(context, stream, error.code(), context.newPromise());
      protocol.flush(context);
    }

    /** GOAWAY: what came after this one was not looked at. */
    void goAway() {
      goAwayAfter(stream);
    }

    /** GOAWAY: neither this one nor another was looked at. */
    void goAwayAfterNone() {
      goAwayAfter(0);
    }

    private void goAwayAfter(int last) {
      var _ =
          protocol.goAway(
              context,
              last,
              Http2Error.NO_ERROR.code(),
              Unpooled.EMPTY_BUFFER,
              context.newPromise());
      protocol.flush(context);
    }

    /** Closes the connection without a word, past the handler that would say GOAWAY and wait. */
    void hangUp() {
      var _ = context.close();
    }
  }

  StreamServer(Behaviour behaviour) {
    listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(new Client(behaviour).protocol);
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  String address() {
    return "http://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** How many there were. */
  int connections() {
    return connections.get();
  }

  /** Number of the connection, from 1, and path of each request. */
  List<Map.Entry<Integer, String>> asked() {
    return asked;
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** One connection. */
  private final class Client extends Http2EventAdapter {

    private final int number = connections.incrementAndGet();
    private final List<Asked> all = new ArrayList<>();
    private final Behaviour behaviour;
    private final Http2ConnectionHandler protocol =
        new Http2ConnectionHandlerBuilder().server(true).frameListener(this).build();

    Client(Behaviour behaviour) {
      this.behaviour = behaviour;
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int id,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end) {
      onHeadersRead(context, id, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context, int id, Http2Headers headers, int padding, boolean end) {
      String path = headers.path().toString();
      asked.add(Map.entry(number, path));
      all.add(new Asked(number, id, path, protocol, context));
      behaviour.on(all);
    }
  }
}
