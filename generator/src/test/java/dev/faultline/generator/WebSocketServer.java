package dev.faultline.generator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket server on {@code /ws} whose clients say what it shall do. */
final class WebSocketServer implements AutoCloseable {

  private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<Map.Entry<String, String>> opened = new CopyOnWriteArrayList<>();
  private final Channel listener;

  WebSocketServer() {
    listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    open.add(channel);
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(1 << 16),
                            new WebSocketServerProtocolHandler("/ws", "tasks.v1", true, 1 << 20),
                            new Client());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((java.net.InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Connections that are there now. */
  int open() {
    return open.size();
  }

  /** The header {@code authorization} and the agreed protocol of each connection that there was. */
  List<Map.Entry<String, String>> opened() {
    return opened;
  }

  @Override
  public void close() {
    if (loop.isShuttingDown()) {
      return;
    }
    listener.close().syncUninterruptibly();
    open.close().syncUninterruptibly();
    loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Client extends SimpleChannelInboundHandler<Object> {

    private final Deque<String> held = new ArrayDeque<>();

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof HandshakeComplete shaken) {
        String who = shaken.requestHeaders().get("authorization", "");
        opened.add(Map.entry(who, String.valueOf(shaken.selectedSubprotocol())));
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
      switch (message) {
        case FullHttpRequest _ ->
            context
                .writeAndFlush(
                    new io.netty.handler.codec.http.DefaultFullHttpResponse(
                        io.netty.handler.codec.http.HttpVersion.HTTP_1_1,
                        io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN))
                .addListener(io.netty.channel.ChannelFutureListener.CLOSE);
        case TextWebSocketFrame text -> text(context, text.text());
        default -> {}
      }
    }

    /** A task is answered when the next one comes, the last one first. */
    private void text(ChannelHandlerContext context, String text) {
      switch (text) {
        case "bye" -> context.writeAndFlush(new CloseWebSocketFrame());
        case "gone" -> context.close();
        case "silence" -> {}
        case "push" -> {
          context.write(new PingWebSocketFrame());
          for (int i = 1; i <= 3; i++) {
            context.write(new TextWebSocketFrame("{\"event\": " + i + "}"));
          }
          context.flush();
        }
        case "pieces" -> {
          context.write(new TextWebSocketFrame(false, 0, "in "));
          context.writeAndFlush(new ContinuationWebSocketFrame(true, 0, "pieces"));
        }
        case String task when task.contains("\"kind\"") ->
            context.writeAndFlush(
                new TextWebSocketFrame(task.replace("}", ", \"state\": \"DONE\"}")));
        default -> {
          held.addFirst(text);
          if (held.size() == 2) {
            held.forEach(each -> context.writeAndFlush(new TextWebSocketFrame(each)));
            held.clear();
          }
        }
      }
    }
  }
}
