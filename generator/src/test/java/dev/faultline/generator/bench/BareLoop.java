package dev.faultline.generator.bench;

import dev.faultline.testkit.bench.Parent;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * What Netty can do at most: connections that send the next request as soon as as many bytes came
 * as the answer has. Nothing is parsed, measured or told.
 */
final class BareLoop extends ChannelInboundHandlerAdapter {

  private static final ByteBuf REQUEST =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes(
                  "GET / HTTP/1.1\r\nhost: target\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

  private final int answerBytes;
  private int received;

  private BareLoop(int answerBytes) {
    this.answerBytes = answerBytes;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    send(context.channel());
  }

  private static void send(Channel channel) {
    channel.writeAndFlush(REQUEST.duplicate(), channel.voidPromise());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    received += in.readableBytes();
    in.release();
    if (received >= answerBytes) {
      received = 0;
      send(context.channel());
    }
  }

  /** Goes on until the parent is gone. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.listenTo();
    int port = Integer.parseInt(arguments[0]);
    int connections = Integer.parseInt(arguments[1]);
    int answerBytes = Integer.parseInt(arguments[2]);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(new EpollEventLoopGroup(1))
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(new BareLoop(answerBytes));
                  }
                });
    for (int i = 0; i < connections; i++) {
      bootstrap.connect("127.0.0.1", port).sync();
    }
    parent.answer("ready");
    parent.request();
  }
}
