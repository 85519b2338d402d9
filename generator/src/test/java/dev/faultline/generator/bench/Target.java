package dev.faultline.generator.bench;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.schedule.PromptThread;
import dev.faultline.testkit.bench.Parent;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A small static HTTP server in a JVM of its own, one thread, that notes when each request arrived:
 * the truth that clients are compared with. It answers {@code GET}s, whose end is an empty line.
 */
final class Target {

  private static final int MAX_NOTED = 4_000_000;
  private static final ByteBuf ANSWER =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes(
                  "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nHello, world"
                      .getBytes(StandardCharsets.US_ASCII)));

  private final Clock clock = Clock.system();
  private final long[] arrivals = new long[MAX_NOTED];

  /** All of it on the one event loop. */
  private long requests;

  private int noted;
  private Future<?> stalls;

  private final class Answering extends ChannelInboundHandlerAdapter {

    /** How much of the empty line has been seen. */
    private int matched;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf in = (ByteBuf) message;
      long nowMicros = clock.epochMicros();
      while (in.isReadable()) {
        byte next = in.readByte();
        matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : next == '\r' ? 1 : 0;
        if (matched == 4) {
          matched = 0;
          note(nowMicros);
          context.write(ANSWER.duplicate(), context.voidPromise());
        }
      }
      in.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private void note(long nowMicros) {
    requests++;
    if (noted < MAX_NOTED) {
      arrivals[noted++] = nowMicros;
    }
  }

  /** Runs until the parent is gone; answers with its port, then to each request. */
  public static void main(String[] none) throws Exception {
    Target target = new Target();
    Parent parent = Parent.listenTo();
    EpollEventLoopGroup loop = new EpollEventLoopGroup(1);
    loop.execute(PromptThread::become); // it shares its processor with the broker
    Channel server =
        new ServerBootstrap()
            .group(loop)
            .channel(EpollServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(target.new Answering());
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    parent.answer("" + ((InetSocketAddress) server.localAddress()).getPort());
    while (true) {
      String[] request = parent.request().split(" ");
      parent.answer(loop.submit(() -> target.obey(request, loop)).get());
    }
  }

  private String obey(String[] request, EpollEventLoopGroup loop) throws IOException {
    switch (request[0]) {
      case "count" -> {}
      case "forget" -> noted = 0;
      case "write" -> write(Path.of(request[1]));
      case "stall" -> {
        long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(request[1]));
        long every = Long.parseLong(request[2]);
        stalls =
            loop.scheduleAtFixedRate(
                () -> LockSupport.parkNanos(nanos), every, every, TimeUnit.MILLISECONDS);
      }
      case "steady" -> stalls.cancel(false);
      default -> throw new IllegalArgumentException(request[0]);
    }
    return "" + requests;
  }

  private void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (int i = 0; i < noted; i++) {
        out.writeLong(arrivals[i]);
      }
    }
  }
}
