package dev.faultline.generator.driver.http;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.scenario.Measurement;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one scenario to its target. They are opened when needed, up to a limit, and
 * the one used last is used first, so that idle ones age. Beyond the limit requests queue, first
 * come first served; a waiting request takes whichever connection comes first, one that has become
 * free or one that was opened. On one event loop.
 */
final class ConnectionPool {

  private final Bootstrap bootstrap;
  private final InetSocketAddress target;
  private final int limit;
  private final Clock clock;
  private final long crossingSlackMicros;
  private final Deque<Exchange> waiting = new ArrayDeque<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> open = new HashSet<>();
  private int opening;
  private boolean closed;

  /**
   * @param crossingSlackMicros how much later than a round trip after a send the close of an idle
   *     connection may still be noticed
   */
  ConnectionPool(
      Bootstrap bootstrap,
      InetSocketAddress target,
      int limit,
      Clock clock,
      long crossingSlackMicros) {
    this.bootstrap = bootstrap;
    this.target = target;
    this.limit = limit;
    this.clock = clock;
    this.crossingSlackMicros = crossingSlackMicros;
  }

  long crossingSlackMicros() {
    return crossingSlackMicros;
  }

  /** Sends it now when a connection is free, otherwise as soon as one is. */
  void submit(Exchange exchange) {
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

  /** What becomes now of a request that cannot be sent. */
  Measurement notSent(Failure failure) {
    long nowMicros = clock.epochMicros();
    return new Measurement(nowMicros, nowMicros, failure.outcome(), 0, failure.reason(), 0, 0);
  }

  /**
   * Puts it before all others, to be sent over a connection that is certainly alive: a new one, or
   * one that has just answered.
   */
  void sendAgain(Exchange exchange) {
    exchange.takeBack();
    waiting.addFirst(exchange);
    openAsNeeded();
  }

  /** The connection is ready for another request. */
  void available(Connection connection) {
    Exchange next = waiting.pollFirst();
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

  /** Ends all that wait. */
  void giveUpWaiting() {
    List<Exchange> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(exchange -> exchange.failed(clock.epochMicros(), Failure.NO_CONNECTION, 0));
  }

  void close() {
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
    bootstrap
        .clone()
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, atLeastOneMilli(timeoutMicros))
        .handler(connection.initializer())
        .connect(target)
        .addListener(future -> opened(connection, future.cause()));
  }

  private void opened(Connection connection, Throwable problem) {
    opening--;
    if (problem != null) {
      failOne(Failure.of(problem));
    } else if (closed) {
      connection.close();
    } else {
      open.add(connection);
      connection.opened();
      available(connection);
    }
  }

  /** A failed attempt is the oldest waiting request's failure; the others try again. */
  private void failOne(Failure failure) {
    Exchange oldest = waiting.pollFirst();
    if (oldest != null) {
      oldest.failed(clock.epochMicros(), failure, 0);
    }
    openAsNeeded();
  }

  private static int atLeastOneMilli(long micros) {
    return Math.clamp(TimeUnit.MICROSECONDS.toMillis(micros), 1, Integer.MAX_VALUE);
  }
}
