package dev.faultline.generator.driver.custom;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * So many executions at once; beyond that they queue, first come first served. One that is over for
 * its iteration keeps its place until its code has returned. On the event loop only.
 */
final class Places {

  private final int limit;
  private final Deque<Execution> waiting = new ArrayDeque<>();
  private final Set<Execution> running = new LinkedHashSet<>();

  Places(int limit) {
    this.limit = limit;
  }

  /** Begins it now if there is a place, otherwise as soon as there is one. */
  void submit(Execution execution) {
    if (running.size() < limit) {
      begin(execution);
    } else {
      waiting.addLast(execution);
    }
  }

  /** Its code has returned. */
  void left(Execution execution) {
    running.remove(execution);
    Execution next = waiting.pollFirst();
    if (next != null) {
      begin(next);
    }
  }

  private void begin(Execution execution) {
    running.add(execution);
    execution.begin();
  }

  /** Ends all that wait. */
  void giveUpWaiting() {
    List<Execution> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(Execution::giveUp);
  }

  /** Those whose code has not returned. */
  List<Execution> running() {
    return List.copyOf(running);
  }
}
