package dev.faultline.generator.observe.callback;

import dev.faultline.core.check.Answer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Answers the calls of one connection: 204 when the events of a call have been taken into account,
 * 400 when it has none at the place where ids should be, 404 where nobody waits for calls.
 */
final class CallHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final List<CallbackWatch> watches;

  CallHandler(List<CallbackWatch> watches) {
    this.watches = watches;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.read();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest call) {
    boolean keepAlive = HttpUtil.isKeepAlive(call) && call.decoderResult().isSuccess();
    String path = call.uri().split("\\?", 2)[0];
    List<CallbackWatch> here = watches.stream().filter(w -> w.path().equals(path)).toList();
    if (here.isEmpty()) {
      answer(context, HttpResponseStatus.NOT_FOUND, "nobody waits for calls here", keepAlive);
      return;
    }
    Answer message =
        new Answer(headers(call.headers()), call.content().toString(StandardCharsets.UTF_8), 0);
    boolean found = false;
    CompletableFuture<?> taken = CompletableFuture.completedFuture(null);
    for (CallbackWatch watch : here) {
      List<String> ids = watch.id().all(message);
      if (!ids.isEmpty()) {
        found = true;
        taken = CompletableFuture.allOf(taken, watch.sights().seen(ids).toCompletableFuture());
      }
    }
    if (!found) {
      answer(context, HttpResponseStatus.BAD_REQUEST, "no id where it should be", keepAlive);
    } else {
      taken.whenCompleteAsync(
          (_, failure) ->
              answer(
                  context,
                  failure == null
                      ? HttpResponseStatus.NO_CONTENT
                      : HttpResponseStatus.SERVICE_UNAVAILABLE,
                  "",
                  keepAlive),
          context.executor());
    }
  }

  private static Map<String, String> headers(HttpHeaders headers) {
    Map<String, String> byName = new LinkedHashMap<>();
    headers.forEach(
        header ->
            byName.merge(
                header.getKey().toLowerCase(Locale.ROOT),
                header.getValue(),
                (first, next) -> first + ", " + next));
    return byName;
  }

  private static void answer(
      ChannelHandlerContext context, HttpResponseStatus status, String text, boolean keepAlive) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, text.length());
    }
    HttpUtil.setKeepAlive(response, keepAlive);
    ChannelFuture written = context.writeAndFlush(response);
    if (keepAlive) {
      context.read();
    } else {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close(); // a broken connection is the caller's to notice
  }
}
