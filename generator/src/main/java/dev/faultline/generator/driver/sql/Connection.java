package dev.faultline.generator.driver.sql;

import dev.faultline.generator.driver.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a database: one request at a time, its statements in one go, ended by a "sync"
 * that commits them or has undone them all. One whose request was not answered in time is closed,
 * and the server told to stop. On one event loop.
 *
 * <pre>
 * start-up ──▶ login ──▶ idle ⇄ busy ──▶ closed
 * </pre>
 */
final class Connection extends ChannelInboundHandlerAdapter {

  private static final System.Logger LOG = System.getLogger(Connection.class.getName());
  private static final int HEADER_BYTES = 5;

  private final ConnectionPool pool;
  private final Opener opener;
  private final Login login;
  private final Set<String> prepared = new HashSet<>();
  private Future<?> patience;
  private Channel channel;
  private boolean letIn;
  private int processId;
  private int secretKey;

  /** Null while idle. */
  private Request request;

  private Results results;
  private long bytes;

  /** The SQLSTATE of the first error since the request was sent; empty when there was none. */
  private String error = "";

  private Failure broken = Failure.CONNECTION_CLOSED;

  Connection(ConnectionPool pool, Opener opener) {
    this.pool = pool;
    this.opener = opener;
    this.login = new Login(opener.target().user(), opener.password());
  }

  void open() {
    patience = opener.loop().schedule(this::tooLate, opener.timeoutMicros(), TimeUnit.MICROSECONDS);
    opener.connect(this, _ -> startUp(), this::notOpened);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  private void tooLate() {
    notOpened(Failure.CONNECT_TIMEOUT);
    close();
  }

  private void notOpened(Failure failure) {
    patience.cancel(false);
    pool.notOpened(this, failure);
  }

  private void startUp() {
    write(Frontend.begin().startUp(opener.target().user(), opener.target().database()).out());
  }

  private void write(ByteBuf message) {
    ChannelFuture _ = channel.writeAndFlush(message, channel.voidPromise());
  }

  void send(Request next) {
    request = next;
    results = next.results();
    bytes = 0;
    error = "";
    Frontend out = Frontend.begin();
    next.statements().forEach(statement -> write(statement, out));
    out.sync();
    next.sent(this, out.out().readableBytes());
    write(out.out());
  }

  /** A statement that it has prepared is not parsed again. */
  private void write(Statement.Bound bound, Frontend out) {
    Statement statement = bound.statement();
    if (!statement.kept()) {
      out.parse("", statement.sql());
    } else if (prepared.add(statement.name())) {
      out.forget(statement.name()).parse(statement.name(), statement.sql());
    }
    out.bind(statement.name(), bound.parameters());
    if (request.looksInside()) {
      out.describe();
    }
    out.execute();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      bytes += in.readableBytes();
      byte type = in.readByte();
      in.skipBytes(HEADER_BYTES - 1);
      read((char) type, in);
    } catch (IndexOutOfBoundsException | IllegalArgumentException malformed) {
      throw new CodecException(malformed);
    } finally {
      in.release();
    }
  }

  private void read(char type, ByteBuf body) {
    if (!letIn) {
      readLogin(type, body);
    } else if (request != null) {
      readAnswer(type, body);
    }
  }

  private void readLogin(char type, ByteBuf body) {
    switch (type) {
      case 'R' -> authenticate(body.readInt(), body);
      case 'K' -> {
        processId = body.readInt();
        secretKey = body.readInt();
      }
      case 'E' -> notLetIn(SqlState.of(body));
      case 'Z' -> {
        letIn = true;
        patience.cancel(false);
        pool.opened(this);
      }
      default -> {} // settings, notices
    }
  }

  private void readAnswer(char type, ByteBuf body) {
    switch (type) {
      case 'T' -> results.described(Column.all(body));
      case 'D' -> {
        if (request.looksInside()) {
          results.row(body);
        }
      }
      case 'C' -> results.statement(Column.text(body));
      case 'I' -> results.statement("");
      case 'E' -> failed(SqlState.of(body));
      case 'G', 'W' -> write(Frontend.begin().copyFail().sync().out()); // that before was not heard
      case 'Z' -> ready((char) body.readByte());
      default -> {} // "parsed", "bound", notices, and what is copied out
    }
  }

  private void authenticate(int kind, ByteBuf body) {
    if (kind == 0) {
      return;
    }
    ByteBuf own = Unpooled.copiedBuffer(body);
    if (Login.takesLong(kind)) {
      Thread.ofVirtual().name("faultline-login").start(() -> answer(kind, own));
    } else {
      answer(kind, own);
    }
  }

  private void answer(int kind, ByteBuf body) {
    try {
      Optional<ByteBuf> answer = login.answer(kind, body);
      onLoop(() -> answer.ifPresent(this::write));
    } catch (RefusedException refused) {
      onLoop(() -> notLetIn(refused.getMessage()));
    }
  }

  private void onLoop(Runnable task) {
    if (opener.loop().inEventLoop()) {
      task.run();
    } else {
      opener.loop().execute(task);
    }
  }

  private void notLetIn(String reason) {
    patience.cancel(false);
    pool.refused(this, reason);
    close();
  }

  private void failed(String sqlState) {
    if (error.isEmpty()) {
      error = sqlState;
      prepared.clear(); // which of them it has now is not worth to find out
    }
  }

  /**
   * Ready for the next request.
   *
   * @param status I when in no transaction
   */
  private void ready(char status) {
    Request ended = request;
    Results all = results;
    String sqlState = error;
    long received = bytes;
    request = null;
    if (status == 'I') {
      pool.available(this);
    } else {
      close();
    }
    if (sqlState.isEmpty()) {
      ended.answered(all, received);
    } else {
      ended.refused(sqlState, received);
    }
  }

  /** Nobody waits for the answer any more. */
  void giveUp() {
    request = null;
    opener.say(Frontend.begin().cancel(processId, secretKey).out());
    close();
  }

  void close() {
    if (letIn && channel.isActive()) {
      write(Frontend.begin().terminate().out());
    }
    if (channel != null) {
      ChannelFuture _ = channel.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    boolean invalid = cause instanceof CodecException;
    broken = invalid ? Failure.INVALID_ANSWER : Failure.of(cause);
    if (!(invalid || cause instanceof IOException)) {
      LOG.log(Level.ERROR, "The PostgreSQL driver failed; the request counts as an error", cause);
    }
    close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (letIn) {
      pool.closed(this);
    } else {
      notOpened(broken);
    }
    if (request != null) {
      Request ended = request;
      request = null;
      if (error.isEmpty()) {
        ended.failed(broken);
      } else {
        ended.refused(error, bytes);
      }
    }
  }
}
