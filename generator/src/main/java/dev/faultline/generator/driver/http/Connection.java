package dev.faultline.generator.driver.http;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.ssl.SslHandler;
import java.lang.System.Logger.Level;

/**
 * A keep-alive connection: one request at a time, its answer's body read and mostly thrown away.
 */
final class Connection extends ChannelInboundHandlerAdapter {

  private static final System.Logger LOG = System.getLogger(Connection.class.getName());

  private final ConnectionPool pool;
  private final Clock clock;
  private final AnswerParser parser = new AnswerParser();
  private final long openedAtMicros;
  private Channel channel;
  private ChannelHandlerContext context;
  private Deadline deadline;
  private long roundTripMicros;
  private boolean encrypts;

  /** Null while idle. */
  private Exchange<HttpRequest> exchange;

  /** What {@link #view} shows. */
  private HttpRequest viewed;

  private ByteBuf view;
  private boolean answeredBefore;

  /** Received since the last request was sent. */
  private long bytes;

  /** More came than an answer. */
  private boolean surplus;

  private Throwable broken;

  Connection(ConnectionPool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
    this.openedAtMicros = clock.epochMicros();
  }

  /** Connecting took one round trip. */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    roundTripMicros = clock.epochMicros() - openedAtMicros;
  }

  boolean usable() {
    return channel.isActive();
  }

  /** What comes of it, {@link #channelInactive} will see. */
  void close() {
    ChannelFuture _ = channel.close();
  }

  void send(Exchange<HttpRequest> next) {
    exchange = next;
    bytes = 0;
    next.sent(clock.epochMicros());
    parser.expectAnswer(next.request().head(), next.kept());
    ChannelFuture _ = context.writeAndFlush(view(next.request()), context.voidPromise());
    deadline.set(next.deadlineMicros());
  }

  /**
   * The bytes of the request, to be read once. Mostly it is the one that was sent before, whose
   * view can be used again, unless an answer came while Netty was still sending it. TLS may hold it
   * back where nobody sees it.
   */
  private ByteBuf view(HttpRequest request) {
    if (request != viewed || encrypts || !sentInFull()) {
      viewed = request;
      view = request.bytes().duplicate();
    }
    return view.setIndex(0, request.size()).retain();
  }

  private boolean sentInFull() {
    ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
    return unsent != null && unsent.isEmpty();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext its) {
    context = its;
    channel = its.channel();
    deadline = new Deadline(channel.eventLoop(), clock, this::timedOut);
    encrypts = channel.pipeline().get(SslHandler.class) != null;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      bytes += in.readableBytes();
      if (exchange == null) {
        close();
      } else {
        read(in);
      }
    } finally {
      in.release();
    }
  }

  private void read(ByteBuf in) {
    try {
      parser.read(in);
      surplus |= in.isReadable();
    } catch (InvalidAnswerException _) {
      fail(Failure.INVALID_ANSWER);
    }
  }

  /** Only now: what follows an answer in the same read is no answer to the next request. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (exchange != null && parser.complete() && broken == null) {
      answered();
    }
  }

  private void answered() {
    Exchange<HttpRequest> ended = exchange;
    long nowMicros = clock.epochMicros();
    int status = parser.status();
    long received = bytes;
    exchange = null;
    answeredBefore = true;
    if (parser.keepAlive() && !surplus && channel.isActive()) {
      pool.available(this);
    } else {
      close();
    }
    ended.answered(nowMicros, status, received);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken = cause;
    if (Failure.of(cause) == Failure.INTERNAL_ERROR) {
      LOG.log(Level.ERROR, "The HTTP driver failed; the request counts as an error", cause);
    }
    close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deadline.cancel();
    pool.closed(this);
    if (exchange == null) {
      return;
    }
    if (broken == null && (parser.complete() || parser.endsWithClose())) {
      answered();
    } else if (crossedWithClose()) {
      Exchange<HttpRequest> again = exchange;
      exchange = null;
      pool.sendAgain(again);
    } else {
      fail(broken == null ? Failure.CONNECTION_CLOSED : Failure.of(broken));
    }
  }

  /**
   * Whether the target had closed the idle connection before the request reached it: the close was
   * seen within a round trip of the send, and nothing of an answer. That is no failure of the
   * request, and it is sent again, once.
   */
  private boolean crossedWithClose() {
    long sinceSent = clock.epochMicros() - exchange.sentMicros();
    return answeredBefore
        && bytes == 0
        && exchange.mayBeSentAgain()
        && sinceSent <= 2 * roundTripMicros + pool.crossingSlackMicros();
  }

  private void timedOut() {
    if (exchange != null) {
      fail(Failure.TIMEOUT);
    }
  }

  private void fail(Failure failure) {
    Exchange<HttpRequest> ended = exchange;
    exchange = null;
    close();
    ended.failed(clock.epochMicros(), failure, bytes);
  }
}
