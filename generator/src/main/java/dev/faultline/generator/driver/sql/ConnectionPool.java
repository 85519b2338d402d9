package dev.faultline.generator.driver.sql;

import dev.faultline.generator.driver.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The connections of one scenario to its database. They are opened when needed, up to a limit, and
 * the one used last is used first. Beyond the limit requests queue, first come first served; a
 * waiting request takes whichever connection comes first, one that has become free or one that was
 * opened. On one event loop.
 */
final class ConnectionPool {

  private final Opener opener;
  private final int limit;
  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> open = new HashSet<>();
  private final Set<Connection> opening = new HashSet<>();
  private boolean closed;

  ConnectionPool(Opener opener, int limit) {
    this.opener = opener;
    this.limit = limit;
  }

  /** Sends it now when a connection is free, otherwise as soon as one is. */
  void submit(Request request) {
    Connection connection = idle.pollFirst();
    if (connection == null) {
      waiting.addLast(request);
      openAsNeeded();
    } else {
      connection.send(request);
    }
  }

  /** A connection is ready for another request. */
  void available(Connection connection) {
    Request next = waiting.pollFirst();
    if (next == null) {
      idle.addFirst(connection);
    } else {
      connection.send(next);
    }
  }

  /** The database has let us in. */
  void opened(Connection connection) {
    opening.remove(connection);
    if (closed) {
      connection.close();
    } else {
      open.add(connection);
      available(connection);
    }
  }

  /** An attempt came to nothing: the oldest waiting request's failure; the others try again. */
  void notOpened(Connection connection, Failure failure) {
    notOpened(connection, request -> request.failed(failure));
  }

  /** The database does not let us in. */
  void refused(Connection connection, String reason) {
    notOpened(connection, request -> request.refused(reason, 0));
  }

  private void notOpened(Connection connection, Consumer<Request> end) {
    if (!opening.remove(connection)) {
      return;
    }
    Request oldest = waiting.pollFirst();
    if (oldest != null) {
      end.accept(oldest);
    }
    openAsNeeded();
  }

  /** The connection is gone. */
  void closed(Connection connection) {
    open.remove(connection);
    idle.remove(connection);
    openAsNeeded();
  }

  /** Ends all that wait. */
  void giveUpWaiting() {
    List<Request> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(request -> request.failed(Failure.NO_CONNECTION));
  }

  void close() {
    closed = true;
    List.copyOf(opening).forEach(Connection::close);
    List.copyOf(open).forEach(Connection::close);
  }

  private void openAsNeeded() {
    while (!closed && opening.size() < waiting.size() && opening.size() + open.size() < limit) {
      Connection next = new Connection(this, opener);
      opening.add(next);
      next.open();
    }
  }
}
