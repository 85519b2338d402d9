package dev.faultline.generator.driver.sql;

import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.tls.ClientTls;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Asks a database for TLS, and gives its place to the handshake when the answer is yes. The answer
 * is a single byte. A server that says more before the handshake is not believed.
 */
final class TlsRequest extends ChannelInboundHandlerAdapter {

  private static final char YES = 'S';

  private final ClientTls tls;
  private final Consumer<Channel> opened;
  private final Consumer<Failure> failed;
  private boolean answered;

  TlsRequest(ClientTls tls, Consumer<Channel> opened, Consumer<Failure> failed) {
    this.tls = tls;
    this.opened = opened;
    this.failed = failed;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ChannelFuture _ = context.writeAndFlush(Frontend.begin().askForTls().out());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    boolean yes = in.readableBytes() == 1 && in.readByte() == YES;
    in.release();
    answered = true;
    if (yes) {
      SslHandler ssl = tls.handler(context.channel());
      context.pipeline().replace(this, "tls", ssl);
      Future<Channel> _ = ssl.handshakeFuture().addListener(this::shaken);
    } else {
      failed.accept(Failure.TLS_FAILED);
      ChannelFuture _ = context.close();
    }
  }

  private void shaken(Future<? super Channel> hands) {
    if (hands.isSuccess()) {
      opened.accept((Channel) hands.getNow());
    } else {
      failed.accept(Failure.of(hands.cause()));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!answered) {
      failed.accept(Failure.CONNECTION_CLOSED);
    }
    context.fireChannelInactive();
  }
}
