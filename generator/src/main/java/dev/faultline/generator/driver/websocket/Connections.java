package dev.faultline.generator.driver.websocket;

import dev.faultline.generator.driver.Dialer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The connections of one scenario to its target: not more than a limit at once; those beyond wait,
 * first come first served. On one event loop.
 */
final class Connections {

  private final Dialer dialer;
  private final int limit;
  private final Set<Conversation> open = new HashSet<>();
  private final Deque<Conversation> waiting = new ArrayDeque<>();

  Connections(Dialer dialer, int limit) {
    this.dialer = dialer;
    this.limit = limit;
  }

  /** Opens it now, or when another one is gone. */
  void open(Conversation conversation) {
    if (open.size() < limit) {
      open.add(conversation);
      conversation.begin(dialer);
    } else {
      waiting.addLast(conversation);
    }
  }

  /** It is closed, or was never opened. */
  void gone(Conversation conversation) {
    waiting.remove(conversation);
    if (open.remove(conversation) && !waiting.isEmpty()) {
      open(waiting.pollFirst());
    }
  }

  /** Ends all that wait. */
  void giveUpWaiting() {
    List<Conversation> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(Conversation::giveUp);
  }

  void close() {
    waiting.clear();
    List.copyOf(open).forEach(Conversation::end);
  }
}
