package dev.faultline.generator.driver.redis;

import dev.faultline.generator.driver.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One of the connections that a driver may have: opened when it is first needed, and again when it
 * is gone. What needs it meanwhile waits for the outcome. On one event loop.
 */
final class Line {

  private final Opener opener;
  private final Deque<Request> waiting = new ArrayDeque<>();

  /** Null while there is none. */
  private Connection connection;

  /** That is being opened; null while none is. */
  private Connection next;

  private Future<?> patience;
  private boolean closed;

  Line(Opener opener) {
    this.opener = opener;
  }

  void submit(Request request) {
    if (connection != null && connection.usable()) {
      connection.send(request);
    } else {
      waiting.addLast(request);
      open();
    }
  }

  private void open() {
    if (next != null || closed) {
      return;
    }
    connection = null;
    Connection begun = new Connection(this, opener.greeting());
    next = begun;
    patience =
        opener.loop().schedule(() -> tooLate(begun), opener.timeoutMicros(), TimeUnit.MICROSECONDS);
    opener.connect(begun, _ -> begun.greet(), failure -> failed(begun, failure));
  }

  /** It is there, and the server has let us in. */
  void opened(Connection now) {
    next = null;
    patience.cancel(false);
    connection = now;
    all(now::send);
  }

  /** There is none, for that reason. */
  void failed(Connection begun, Failure failure) {
    notOpened(begun, request -> request.failed(failure));
  }

  /** The server does not let us in. */
  void refused(Connection begun, String kind) {
    notOpened(begun, request -> request.refused(kind));
  }

  private void tooLate(Connection begun) {
    failed(begun, Failure.CONNECT_TIMEOUT);
    begun.close();
  }

  private void notOpened(Connection begun, Consumer<Request> end) {
    if (next == begun) {
      next = null;
      patience.cancel(false);
      all(end);
    }
  }

  private void all(Consumer<Request> action) {
    for (int left = waiting.size(); left > 0 && !waiting.isEmpty(); left--) {
      action.accept(waiting.removeFirst());
    }
  }

  void giveUpWaiting() {
    all(request -> request.failed(Failure.NO_CONNECTION));
  }

  void close() {
    closed = true;
    if (next != null) {
      patience.cancel(false);
      next.close();
    }
    if (connection != null) {
      connection.close();
    }
  }
}
