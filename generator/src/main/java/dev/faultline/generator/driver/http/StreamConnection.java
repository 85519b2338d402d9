package dev.faultline.generator.driver.http;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Dialer;
import dev.faultline.generator.driver.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP/2 connection:
 *
 * <pre>
 * connecting ──target's settings──▶ open ──GOAWAY, no numbers left──▶ retired ──last stream──▶ closed
 * </pre>
 *
 * It counts as open when the target has said how many streams it allows. On one event loop.
 */
final class StreamConnection {

  private static final System.Logger LOG = System.getLogger(StreamConnection.class.getName());
  private static final int WINDOW_BYTES = 1 << 20;
  private static final int MAX_HEADER_BYTES = 64 * 1024;
  private static final int LAST_STREAM = Integer.MAX_VALUE - 2;

  private final StreamPool pool;
  private final Clock clock;
  private final Http2Connection streams = new DefaultHttp2Connection(false);
  private final Http2Connection.PropertyKey key = streams.newKey();
  private final Http2ConnectionHandler protocol;
  private ChannelHandlerContext context;
  private Future<?> patience;
  private boolean told;
  private boolean open;
  private boolean retired;

  /** Streams above it were not looked at by the target. */
  private int lastLookedAt = Integer.MAX_VALUE;

  /** Why it ends without answers to what is under way. */
  private Failure end = Failure.CONNECTION_CLOSED;

  StreamConnection(StreamPool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
    Events events = new Events();
    streams.addListener(events);
    protocol =
        new Http2ConnectionHandlerBuilder()
            .connection(streams)
            .frameListener(events)
            .initialSettings(
                Http2Settings.defaultSettings()
                    .pushEnabled(false)
                    .initialWindowSize(WINDOW_BYTES)
                    .maxHeaderListSize(MAX_HEADER_BYTES))
            .gracefulShutdownTimeoutMillis(0)
            .build();
  }

  /** Connects, and tells the pool what came of it. */
  void open(Dialer dialer, long timeoutMicros) {
    long deadlineMicros = clock.epochMicros() + timeoutMicros;
    dialer.dial(
        timeoutMicros,
        new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            channel.pipeline().addLast(protocol, new End());
          }
        },
        channel -> connected(channel, deadlineMicros),
        this::tell);
  }

  private void connected(Channel channel, long deadlineMicros) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null && !ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
      tell(Failure.TLS_FAILED);
      close();
    } else if (!told) {
      long leftMicros = Math.max(0, deadlineMicros - clock.epochMicros());
      patience = channel.eventLoop().schedule(this::tooLate, leftMicros, TimeUnit.MICROSECONDS);
    }
  }

  private void tooLate() {
    tell(Failure.CONNECT_TIMEOUT);
    close();
  }

  /** It will not be opened. */
  private void tell(Failure failure) {
    if (!told) {
      told = true;
      pool.notOpened(failure);
    }
  }

  private void settled() {
    if (!told) {
      told = true;
      open = true;
      if (patience != null) {
        patience.cancel(false);
      }
      pool.opened(this);
    } else if (open) {
      pool.available(); // perhaps it allows more streams now
    }
  }

  /** Whether a request can be sent now. */
  boolean hasStream() {
    return open && !retired && context.channel().isActive() && streams.local().canOpenStream();
  }

  void send(Exchange<StreamRequest> exchange) {
    StreamRequest request = exchange.request();
    int id = streams.local().incrementAndGetNextStreamId();
    if (id >= LAST_STREAM) {
      retire();
    }
    boolean bodiless = request.size() == 0;
    exchange.sent(clock.epochMicros());
    ChannelFuture _ =
        protocol
            .encoder()
            .writeHeaders(context, id, request.headers(), 0, bodiless, context.newPromise());
    Http2Stream stream = streams.stream(id);
    if (stream == null) {
      exchange.failed(clock.epochMicros(), Failure.CONNECTION_CLOSED, 0);
      return;
    }
    stream.setProperty(key, new OpenStream(this, id, exchange));
    if (!bodiless) {
      ByteBuf body = request.body().retainedDuplicate();
      ChannelFuture _ =
          protocol.encoder().writeData(context, id, body, 0, true, context.newPromise());
    }
    protocol.flush(context);
  }

  /** Nobody waits for the answer any more. */
  void timedOut(int id) {
    Http2Stream stream = streams.stream(id);
    if (stream == null) {
      return;
    }
    OpenStream _ = stream.removeProperty(key);
    ChannelFuture _ =
        protocol
            .encoder()
            .writeRstStream(context, id, Http2Error.CANCEL.code(), context.newPromise());
    protocol.flush(context);
  }

  Clock clock() {
    return clock;
  }

  Future<?> after(long micros, Runnable task) {
    return context.executor().schedule(task, micros, TimeUnit.MICROSECONDS);
  }

  void close() {
    ChannelFuture _ = context.channel().close();
  }

  private void retire() {
    if (!retired) {
      retired = true;
      pool.retired(this);
    }
  }

  private void closeIfDone() {
    if (retired && streams.numActiveStreams() == 0) {
      close();
    }
  }

  private void closed(Http2Stream stream) {
    OpenStream its = stream.removeProperty(key);
    if (its != null) {
      if (stream.id() > lastLookedAt && its.exchange().mayBeSentAgain()) {
        its.forget();
        pool.sendAgain(its.exchange());
      } else {
        its.fail(end);
      }
    }
    pool.available();
    closeIfDone();
  }

  /** What the target does, stream by stream. */
  private final class Events extends Http2EventAdapter {

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
      settled();
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
      OpenStream stream = streams.stream(id).getProperty(key);
      if (stream != null) {
        stream.headers(headers);
        endIf(end, id, stream);
      }
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean end) {
      int bytes = data.readableBytes() + padding;
      OpenStream stream = streams.stream(id).getProperty(key);
      if (stream != null) {
        stream.data(data);
        endIf(end, id, stream);
      }
      return bytes;
    }

    private void endIf(boolean end, int id, OpenStream stream) {
      if (end) {
        streams.stream(id).removeProperty(key);
        stream.answered();
      }
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int id, long errorCode) {
      OpenStream stream = streams.stream(id).removeProperty(key);
      if (stream != null) {
        stream.fail(Failure.STREAM_RESET);
      }
    }

    @Override
    public void onGoAwayReceived(int lastStreamId, long errorCode, ByteBuf debugData) {
      lastLookedAt = Math.min(lastLookedAt, lastStreamId);
      retire();
      closeIfDone();
    }

    /** Something came that HTTP/2 does not know. */
    @Override
    public void onGoAwaySent(int lastStreamId, long errorCode, ByteBuf debugData) {
      if (errorCode != Http2Error.NO_ERROR.code()) {
        end = Failure.INVALID_ANSWER;
      }
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
      closed(stream);
    }
  }

  /** Sees what HTTP/2 cannot deal with. */
  private final class End extends ChannelInboundHandlerAdapter {

    @Override
    public void handlerAdded(ChannelHandlerContext its) {
      context = its.pipeline().context(protocol);
    }

    @Override
    public void channelInactive(ChannelHandlerContext its) {
      if (patience != null) {
        patience.cancel(false);
      }
      tell(end);
      retire();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext its, Throwable cause) {
      end = cause instanceof Http2Exception ? Failure.INVALID_ANSWER : Failure.of(cause);
      if (end == Failure.INTERNAL_ERROR) {
        LOG.log(
            System.Logger.Level.ERROR,
            "The HTTP driver failed; its requests count as errors",
            cause);
      }
      close();
    }
  }
}
