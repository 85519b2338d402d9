package dev.faultline.aggregator.topology;

import dev.faultline.schemas.Codec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Live objects that change with every record.
 *
 * @param <K> with value equality
 * @param <V> mutable; after changing one, get it through {@link #change}
 */
final class LiveStore<K, V> extends StateAtCommit {

  private final Codec<K> keys;
  private final Codec<V> values;
  private final Map<K, V> live = new HashMap<>();
  private final Set<K> changed = new HashSet<>();
  private boolean loaded;

  LiveStore(KeyValueStore<Bytes, byte[]> written, Codec<K> keys, Codec<V> values) {
    super(written);
    this.keys = keys;
    this.values = values;
  }

  /** Whether the key has an object. */
  boolean contains(K key) {
    return live().containsKey(key);
  }

  @Override
  int size() {
    return live().size();
  }

  /** The key's object, a fresh one when there is none, to be changed by the caller right now. */
  V change(K key, Function<K, V> fresh) {
    V value = live().computeIfAbsent(key, fresh);
    changed.add(key);
    return value;
  }

  /** Forgets the key's object. */
  void remove(K key) {
    live().remove(key);
    changed.add(key);
  }

  /** Forgets all objects that the condition holds for. */
  void removeIf(BiPredicate<K, V> condition) {
    live()
        .entrySet()
        .removeIf(
            entry -> {
              boolean removed = condition.test(entry.getKey(), entry.getValue());
              if (removed) {
                changed.add(entry.getKey());
              }
              return removed;
            });
  }

  /** What was written down is decoded at the first use, when restoring has ended. */
  private Map<K, V> live() {
    if (!loaded) {
      try (KeyValueIterator<Bytes, byte[]> all = written.all()) {
        all.forEachRemaining(
            entry -> live.put(keys.decode(entry.key.get()), values.decode(entry.value)));
      }
      loaded = true;
    }
    return live;
  }

  @Override
  void writeDown() {
    for (K key : changed) {
      V value = live.get(key);
      written.put(Bytes.wrap(keys.encode(key)), value == null ? null : values.encode(value));
    }
    changed.clear();
  }

  @Override
  void forget() {
    live.clear();
    changed.clear();
    loaded = false;
  }
}
