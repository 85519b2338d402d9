package dev.faultline.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What a service remembers, under ids that it gives. When there is too much, the eldest is
 * forgotten. Thread-safe.
 */
final class Shelf<T> {

  private static final int MOST = 100_000;

  private final String kind;
  private final AtomicLong given = new AtomicLong();
  private final Map<String, T> things =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param kind what one of the things is called
   */
  Shelf(String kind) {
    this.kind = kind;
  }

  T add(Function<String, T> thing) {
    String id = kind + "-" + given.incrementAndGet();
    T made = thing.apply(id);
    synchronized (things) {
      things.put(id, made);
    }
    return made;
  }

  T get(String id) throws RefusedException {
    synchronized (things) {
      return found(id, things.get(id));
    }
  }

  T remove(String id) throws RefusedException {
    synchronized (things) {
      return found(id, things.remove(id));
    }
  }

  private T found(String id, T thing) throws RefusedException {
    if (thing == null) {
      throw RefusedException.notFound(kind, id);
    }
    return thing;
  }
}
