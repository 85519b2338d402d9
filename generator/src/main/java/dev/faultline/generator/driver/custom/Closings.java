package dev.faultline.generator.driver.custom;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Drivers on their way to being closed, which takes too long for event loops. Thread-safe. */
final class Closings {

  private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();

  /** Does it on a thread of its own; it has to end by itself. */
  void begin(Runnable closing) {
    Thread thread =
        Thread.ofVirtual()
            .name("faultline-custom-close")
            .unstarted(
                () -> {
                  try {
                    closing.run();
                  } finally {
                    underWay.remove(Thread.currentThread());
                  }
                });
    underWay.add(thread);
    thread.start();
  }

  /** Returns when all that have begun are over. */
  void await() {
    try {
      for (Thread thread : underWay) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
