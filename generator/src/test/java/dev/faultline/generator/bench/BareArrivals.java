package dev.faultline.generator.bench;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.schedule.Idle;
import dev.faultline.testkit.bench.Parent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How punctual Netty can be at most: requests at a constant rate, over connections in turn, from
 * the product's event loop and timer. Answers are thrown away, nothing is measured or told.
 */
final class BareArrivals {

  private static final ByteBuf REQUEST =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes(
                  "GET / HTTP/1.1\r\nhost: target\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

  private final EventLoops.Loop loop;
  private final List<Channel> connections;
  private final double betweenMicros;
  private final long startMicros;
  private long sent;

  private BareArrivals(EventLoops.Loop loop, List<Channel> connections, int rate) {
    this.loop = loop;
    this.connections = connections;
    this.betweenMicros = 1e6 / rate;
    this.startMicros = loop.timer().nowMicros();
  }

  private void fire() {
    while (dueMicros() <= loop.timer().nowMicros()) {
      Channel connection = connections.get((int) (sent % connections.size()));
      sent++;
      connection.writeAndFlush(REQUEST.duplicate(), connection.voidPromise());
    }
    loop.timer().at(dueMicros(), this::fire);
  }

  private long dueMicros() {
    return startMicros + Math.round(sent * betweenMicros);
  }

  private static final class Ignoring extends ChannelInitializer<SocketChannel> {

    @Override
    protected void initChannel(SocketChannel channel) {
      channel
          .pipeline()
          .addLast(
              new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object answer) {
                  ((ByteBuf) answer).release();
                }
              });
    }
  }

  /** Goes on until the parent is gone. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.listenTo();
    int port = Integer.parseInt(arguments[0]);
    int rate = Integer.parseInt(arguments[2]);
    try (EventLoops loops =
        new EventLoops(1, Clock.system(), Idle.HYBRID, Throwable::printStackTrace)) {
      EventLoops.Loop loop = loops.next();
      List<Channel> connections = new ArrayList<>();
      for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
        connections.add(
            loop.bootstrap()
                .clone()
                .handler(new Ignoring())
                .connect("127.0.0.1", port)
                .sync()
                .channel());
      }
      loop.eventLoop().execute(() -> new BareArrivals(loop, connections, rate).fire());
      parent.answer("ready");
      parent.request();
    }
  }
}
