package dev.faultline.chaos.driver.proxy;

import dev.faultline.chaos.driver.proxy.Chunk.Hold;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.random.RandomGenerator;

/** What is in a proxy's way right now. Thread-safe. */
final class Toxics {

  private final Set<Toxic> present = new CopyOnWriteArraySet<>();
  private final Set<Runnable> onRemoval = java.util.concurrent.ConcurrentHashMap.newKeySet();

  Set<Toxic> present() {
    return present;
  }

  void add(Toxic toxic) {
    present.add(toxic);
  }

  /** Removes it; chunks that only it held back go at once. */
  void remove(Toxic toxic) {
    if (present.remove(toxic)) {
      onRemoval.forEach(Runnable::run);
    }
  }

  void onRemoval(Runnable listener) {
    onRemoval.add(listener);
  }

  void forget(Runnable listener) {
    onRemoval.remove(listener);
  }

  /** What every toxic wants of a chunk that has just arrived. */
  List<Hold> holds(RandomGenerator random) {
    return present.isEmpty()
        ? List.of()
        : present.stream().map(toxic -> new Hold(toxic, toxic.holdNanos(random))).toList();
  }
}
