package dev.faultline.generator.scenario;

import java.util.function.Consumer;

/** The running iterations, oldest first: a linked list through the iterations themselves. */
final class InFlight {

  private Iteration oldest;
  private Iteration youngest;
  private int size;

  int size() {
    return size;
  }

  /** How long the one that waits longest for an answer does so, 0 when none waits. */
  long longestWaitMicros(long atMicros) {
    long longest = 0;
    for (Iteration each = oldest; each != null; each = each.younger) {
      longest = Math.max(longest, each.waitMicros(atMicros));
    }
    return longest;
  }

  void add(Iteration iteration) {
    iteration.older = youngest;
    if (youngest == null) {
      oldest = iteration;
    } else {
      youngest.younger = iteration;
    }
    youngest = iteration;
    size++;
  }

  void remove(Iteration iteration) {
    if (iteration.older == null) {
      oldest = iteration.younger;
    } else {
      iteration.older.younger = iteration.younger;
    }
    if (iteration.younger == null) {
      youngest = iteration.older;
    } else {
      iteration.younger.older = iteration.older;
    }
    size--;
  }

  /** Visits each; the visited one may be removed meanwhile. */
  void forEach(Consumer<Iteration> visitor) {
    Iteration iteration = oldest;
    while (iteration != null) {
      Iteration next = iteration.younger;
      visitor.accept(iteration);
      iteration = next;
    }
  }
}
