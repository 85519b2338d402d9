package dev.faultline.generator.driver.http;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Dialer;
import dev.faultline.generator.driver.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The connections of one scenario to its target. They are opened when needed, up to a limit, and
 * the one used last is used first, so that idle ones age. Beyond the limit requests queue, first
 * come first served; a waiting request takes whichever connection comes first, one that has become
 * free or one that was opened. On one event loop.
 */
final class ConnectionPool implements RequestPool {

  private final Dialer dialer;
  private final int limit;
  private final Clock clock;
  private final long crossingSlackMicros;
  private final Deque<Exchange<HttpRequest>> waiting = new ArrayDeque<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> open = new HashSet<>();
  private int opening;
  private boolean closed;

  /**
   * @param crossingSlackMicros how much later than a round trip after a send the close of an idle
   *     connection may still be noticed
   */
  ConnectionPool(Dialer dialer, int limit, Clock clock, long crossingSlackMicros) {
    this.dialer = dialer;
    this.limit = limit;
    this.clock = clock;
    this.crossingSlackMicros = crossingSlackMicros;
  }

  long crossingSlackMicros() {
    return crossingSlackMicros;
  }

  /** Sends it now when a connection is free, otherwise as soon as one is. */
  void submit(Exchange<HttpRequest> exchange) {
    Connection connection = idle.pollFirst();
    while (connection != null && !connection.usable()) {
      connection = idle.pollFirst();
    }
    if (connection == null) {
      waiting.addLast(exchange);
      openAsNeeded();
    } else {
      connection.send(exchange);
    }
  }

  /**
   * Puts it before all others, to be sent over a connection that is certainly alive: a new one, or
   * one that has just answered.
   */
  void sendAgain(Exchange<HttpRequest> exchange) {
    exchange.takeBack();
    waiting.addFirst(exchange);
    openAsNeeded();
  }

  /** The connection is ready for another request. */
  void available(Connection connection) {
    Exchange<HttpRequest> next = waiting.pollFirst();
    if (next == null) {
      idle.addFirst(connection);
    } else {
      connection.send(next);
    }
  }

  /** The connection is gone. */
  void closed(Connection connection) {
    open.remove(connection);
    idle.remove(connection);
    openAsNeeded();
  }

  @Override
  public void giveUpWaiting() {
    List<Exchange<HttpRequest>> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(exchange -> exchange.failed(clock.epochMicros(), Failure.NO_CONNECTION, 0));
  }

  @Override
  public void close() {
    closed = true;
    List.copyOf(open).forEach(Connection::close);
  }

  private void openAsNeeded() {
    while (!closed && opening < waiting.size() && opening + open.size() < limit) {
      open(waiting.getFirst().request().timeoutMicros());
    }
  }

  private void open(long timeoutMicros) {
    opening++;
    Connection connection = new Connection(this, clock);
    dialer.dial(timeoutMicros, connection, _ -> opened(connection), this::notOpened);
  }

  private void opened(Connection connection) {
    opening--;
    if (closed) {
      connection.close();
    } else {
      open.add(connection);
      available(connection);
    }
  }

  private void notOpened(Failure failure) {
    opening--;
    failOne(failure);
  }

  /** A failed attempt is the oldest waiting request's failure; the others try again. */
  private void failOne(Failure failure) {
    Exchange<HttpRequest> oldest = waiting.pollFirst();
    if (oldest != null) {
      oldest.failed(clock.epochMicros(), failure, 0);
    }
    openAsNeeded();
  }
}
