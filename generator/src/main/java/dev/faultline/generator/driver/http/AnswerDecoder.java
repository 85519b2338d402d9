package dev.faultline.generator.driver.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Netty's parser, told about HEAD (whose answers have no body), counting the bytes it is given. */
final class AnswerDecoder extends HttpResponseDecoder {

  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private boolean bodiless;
  private long bytes;

  AnswerDecoder() {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_HEADER_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setValidateHeaders(false));
  }

  /** A request was sent. */
  void expectAnswer(boolean toHead) {
    bodiless = toHead;
    bytes = 0;
  }

  /** Received since the last request was sent. */
  long bytes() {
    return bytes;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof ByteBuf buffer) {
      bytes += buffer.readableBytes();
    }
    super.channelRead(context, message);
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return bodiless || super.isContentAlwaysEmpty(message);
  }
}
