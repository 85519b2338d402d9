package dev.faultline.generator.driver.websocket;

import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Dialer;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.Reply;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The connection of an iteration. A message goes to the step that waits for one like it, the one
 * that has waited longest first; what nobody waits for is kept for later steps, up to {@value
 * #KEPT_MESSAGES} messages, the oldest of which are forgotten. On one event loop.
 */
final class Conversation extends SimpleChannelInboundHandler<TextWebSocketFrame> {

  static final int KEPT_MESSAGES = 256;

  private static final System.Logger LOG = System.getLogger(Conversation.class.getName());
  private static final int MAX_MESSAGE_BYTES = 1 << 20;
  private static final int MAX_REFUSAL_BYTES = 64 * 1024;
  private static final int OPENED = 101;

  private final Connections connections;
  private final WebSocketClientProtocolConfig config;
  private final Attempt opening;
  private final long timeoutMicros;
  private final List<Waiter> waiters = new ArrayList<>();
  private final Deque<String> kept = new ArrayDeque<>();

  /** Null before it is connected. */
  private Channel channel;

  /** Null unless a step closes it. */
  private Attempt closing;

  private boolean open;
  private boolean over;
  private Failure end = Failure.CONNECTION_CLOSED;

  /**
   * @param opening the step that opens it
   */
  Conversation(
      Connections connections,
      WebSocketClientProtocolConfig config,
      Attempt opening,
      long timeoutMicros) {
    this.connections = connections;
    this.config = config;
    this.opening = opening;
    this.timeoutMicros = timeoutMicros;
  }

  /** Connects. */
  void begin(Dialer dialer) {
    opening.sent(0);
    dialer.dial(
        timeoutMicros,
        new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel its) {
            channel = its;
            its.pipeline()
                .addLast(
                    new HttpClientCodec(),
                    new HttpObjectAggregator(MAX_REFUSAL_BYTES),
                    new WebSocketClientProtocolHandler(config),
                    new WebSocketFrameAggregator(MAX_MESSAGE_BYTES),
                    Conversation.this);
          }
        },
        _ -> {},
        this::ends);
  }

  boolean isOpen() {
    return open && !over;
  }

  /** Nobody waits for it any more. */
  void giveUp() {
    opening.failed(Failure.NO_CONNECTION);
  }

  void send(String text, long bytes, Attempt attempt) {
    attempt.sent(bytes);
    channel
        .writeAndFlush(new TextWebSocketFrame(text))
        .addListener(
            written -> {
              if (written.isSuccess()) {
                attempt.answered(Reply.DONE);
              } else {
                attempt.failed(Failure.of(written.cause()));
              }
            });
  }

  /** Sends, and waits for what is like that. */
  void ask(String text, long bytes, Waiter waiter) {
    waiter.attempt().sent(bytes);
    waiters.add(waiter);
    ChannelFuture _ = channel.writeAndFlush(new TextWebSocketFrame(text));
  }

  /** Takes a message that was kept, or waits for one. */
  void await(Waiter waiter) {
    waiter.attempt().sent(0);
    for (Iterator<String> all = kept.iterator(); all.hasNext(); ) {
      String message = all.next();
      if (waiter.wants(message)) {
        all.remove();
        waiter.attempt().answered(reply(message));
        return;
      }
    }
    waiters.add(waiter);
  }

  /** The step does not wait any longer. */
  void forget(Attempt attempt) {
    waiters.removeIf(waiter -> waiter.attempt() == attempt);
  }

  /** Says good-bye, and waits for the target to do so. */
  void close(Attempt attempt) {
    closing = attempt;
    attempt.sent(0);
    ChannelFuture _ =
        channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
  }

  /** Says good-bye, if there is somebody to say it to, and goes. */
  void end() {
    if (channel == null) {
      ends(Failure.CONNECTION_CLOSED);
    } else {
      ChannelFuture _ = channel.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      open = true;
      opening.answered(new Reply(OPENED, Map.of(), "", 0));
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
    String message = frame.text();
    for (Waiter waiter : waiters) {
      if (waiter.wants(message)) {
        waiters.remove(waiter);
        waiter.attempt().answered(reply(message));
        return;
      }
    }
    if (kept.size() == KEPT_MESSAGES) {
      kept.removeFirst();
    }
    kept.addLast(message);
  }

  private static Reply reply(String message) {
    return Reply.of(message, ByteBufUtil.utf8Bytes(message));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof WebSocketClientHandshakeException refused
        && refused.response() != null
        && refused.response().status().code() != OPENED) {
      opening.answered(new Reply(refused.response().status().code(), Map.of(), "", 0));
    }
    end = cause instanceof WebSocketHandshakeException ? Failure.INVALID_ANSWER : Failure.of(cause);
    if (cause instanceof CodecException && end == Failure.INTERNAL_ERROR) {
      end = Failure.INVALID_ANSWER;
    }
    if (end == Failure.INTERNAL_ERROR) {
      LOG.log(
          System.Logger.Level.ERROR,
          "The WebSocket driver failed; its requests count as errors",
          cause);
    }
    end();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ends(end);
  }

  private void ends(Failure why) {
    if (over) {
      return;
    }
    over = true;
    opening.failed(why);
    List<Waiter> all = List.copyOf(waiters);
    waiters.clear();
    all.forEach(waiter -> waiter.attempt().failed(why));
    if (closing != null) {
      closing.answered(Reply.DONE);
    }
    connections.gone(this);
  }
}
