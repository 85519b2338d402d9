package dev.faultline.generator.driver.http;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Dialer;
import dev.faultline.generator.driver.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The HTTP/2 connections of one scenario to its target, used in turn. They are opened when requests
 * come, one after the other, up to a limit. When none has a stream left, for the target allows only
 * so many at a time, requests queue, first come first served. On one event loop.
 *
 * <p>A failed attempt to connect ends all that wait, unless another connection is there or on its
 * way.
 */
final class StreamPool implements RequestPool {

  private final Dialer dialer;
  private final int limit;
  private final Clock clock;
  private final Deque<Exchange<StreamRequest>> waiting = new ArrayDeque<>();
  private final List<StreamConnection> open = new ArrayList<>();
  private int turn;
  private int opening;
  private boolean closed;

  StreamPool(Dialer dialer, int limit, Clock clock) {
    this.dialer = dialer;
    this.limit = limit;
    this.clock = clock;
  }

  /** Sends it now when a stream is free, otherwise as soon as one is. */
  void submit(Exchange<StreamRequest> exchange) {
    StreamConnection connection = waiting.isEmpty() ? next() : null;
    if (connection == null) {
      waiting.addLast(exchange);
    }
    openIfFewer(exchange.request().timeoutMicros());
    if (connection != null) {
      connection.send(exchange);
    }
  }

  /** The target has not looked at it: it goes before all others, over another connection. */
  void sendAgain(Exchange<StreamRequest> exchange) {
    exchange.takeBack();
    waiting.addFirst(exchange);
    openIfFewer(exchange.request().timeoutMicros());
    available();
  }

  /** A stream may have become free. */
  void available() {
    while (!waiting.isEmpty()) {
      StreamConnection connection = next();
      if (connection == null) {
        return;
      }
      connection.send(waiting.pollFirst());
    }
  }

  private StreamConnection next() {
    for (int i = 0; i < open.size(); i++) {
      turn = turn + 1 < open.size() ? turn + 1 : 0;
      StreamConnection connection = open.get(turn);
      if (connection.hasStream()) {
        return connection;
      }
    }
    return null;
  }

  private void openIfFewer(long timeoutMicros) {
    if (!closed && opening + open.size() < limit) {
      opening++;
      new StreamConnection(this, clock).open(dialer, timeoutMicros);
    }
  }

  void opened(StreamConnection connection) {
    opening--;
    if (closed) {
      connection.close();
    } else {
      open.add(connection);
      available();
    }
  }

  void notOpened(Failure failure) {
    opening--;
    if (opening == 0 && open.isEmpty()) {
      endWaiting(failure);
    }
  }

  /** It takes no more requests; what is under way on it may still end. */
  void retired(StreamConnection connection) {
    if (open.remove(connection) && !waiting.isEmpty()) {
      openIfFewer(waiting.getFirst().request().timeoutMicros());
    }
  }

  @Override
  public void giveUpWaiting() {
    endWaiting(Failure.NO_CONNECTION);
  }

  private void endWaiting(Failure failure) {
    List<Exchange<StreamRequest>> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(exchange -> exchange.failed(clock.epochMicros(), failure, 0));
  }

  @Override
  public void close() {
    closed = true;
    List.copyOf(open).forEach(StreamConnection::close);
  }
}
