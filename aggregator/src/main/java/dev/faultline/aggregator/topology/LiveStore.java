package dev.faultline.aggregator.topology;

import dev.faultline.schemas.Codec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Live objects that change with every record and are written down only when the task commits.
 *
 * <p>Kafka Streams calls {@link #flushCache()} in a task's {@code prepareCommit}, before it flushes
 * the producer and commits the offsets in the same transaction. What is written there to the
 * changelog of the {@linkplain #written inner store} is therefore exactly the state at the
 * committed offsets; after a kill both are restored together. {@link #flush()} would come too late
 * (after the transaction), a punctuator at no defined moment.
 *
 * <p>{@link CachedStateStore} is internal API of Kafka Streams; this is the only class that knows
 * it, and the kill test guards it. Used by one stream thread at a time.
 *
 * @param <K> with value equality
 * @param <V> mutable; after changing one, get it through {@link #change}
 */
final class LiveStore<K, V> implements StateStore, CachedStateStore<K, V> {

  private final KeyValueStore<Bytes, byte[]> written;
  private final Codec<K> keys;
  private final Codec<V> values;
  private final Map<K, V> live = new HashMap<>();
  private final Set<K> changed = new HashSet<>();
  private boolean loaded;

  LiveStore(KeyValueStore<Bytes, byte[]> written, Codec<K> keys, Codec<V> values) {
    this.written = written;
    this.keys = keys;
    this.values = values;
  }

  /** Whether the key has an object. */
  boolean contains(K key) {
    return live().containsKey(key);
  }

  /** How many objects there are. */
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
  public void flushCache() {
    for (K key : changed) {
      V value = live.get(key);
      written.put(Bytes.wrap(keys.encode(key)), value == null ? null : values.encode(value));
    }
    changed.clear();
  }

  @Override
  public void clearCache() {
    live.clear();
    changed.clear();
    loaded = false;
  }

  @Override
  public boolean setFlushListener(CacheFlushListener<K, V> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return written.name();
  }

  /** Registers this store in place of the inner one, so that {@link #flushCache()} is called. */
  @Override
  public void init(StateStoreContext context, StateStore root) {
    clearCache();
    written.init(context, root);
  }

  @Override
  public void flush() {
    written.flush();
  }

  @Override
  public void close() {
    clearCache();
    written.close();
  }

  @Override
  public boolean persistent() {
    return written.persistent();
  }

  @Override
  public boolean isOpen() {
    return written.isOpen();
  }
}
