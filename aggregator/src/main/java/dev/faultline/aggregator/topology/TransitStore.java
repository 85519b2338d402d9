package dev.faultline.aggregator.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Objects on their way: put in once, taken out once, and not changed in between.
 *
 * <pre>
 *  put ──▶ live ──────────────▶ remove      most: neither encoded for the changelog nor decoded
 *            └─ commit ─▶ written ─▶ remove   those that a commit came in between for
 * </pre>
 *
 * <p>What is written is no longer held live, so memory grows with what comes between two commits
 * and, by bytes, with what waits longer.
 *
 * @param <V> may be much larger in memory than as bytes
 */
final class TransitStore<V> extends StateAtCommit {

  /** Of encoded values; live ones take up to 25 times as much. */
  private static final long MAX_LIVE_BYTES = 2 << 20;

  private final Function<byte[], V> decoder;
  private final NavigableMap<Bytes, Live<V>> live = new TreeMap<>();
  private long liveBytes;

  private record Live<V>(V value, byte[] encoded) implements Supplier<V> {

    @Override
    public V get() {
      return value;
    }
  }

  TransitStore(KeyValueStore<Bytes, byte[]> written, Function<byte[], V> decoder) {
    super(written);
    this.decoder = decoder;
  }

  /**
   * Keeps a value.
   *
   * @param encoded what the decoder makes the same value of
   */
  void put(Bytes key, V value, byte[] encoded) {
    live.put(key, new Live<>(value, encoded));
    liveBytes += encoded.length;
    if (liveBytes > MAX_LIVE_BYTES) {
      writeDown();
    }
  }

  /**
   * Removes the values between two keys and returns them in the order of their keys. One that was
   * written is decoded when it is asked for.
   */
  List<Supplier<V>> remove(Bytes first, Bytes last) {
    NavigableMap<Bytes, Supplier<V>> removed = new TreeMap<>();
    for (KeyValue<Bytes, byte[]> entry : written(first, last)) {
      written.delete(entry.key);
      removed.put(entry.key, () -> decoder.apply(entry.value));
    }
    NavigableMap<Bytes, Live<V>> its = live.subMap(first, true, last, true);
    its.values().forEach(each -> liveBytes -= each.encoded.length);
    removed.putAll(its);
    its.clear();
    return List.copyOf(removed.values());
  }

  private List<KeyValue<Bytes, byte[]>> written(Bytes first, Bytes last) {
    if (written.approximateNumEntries() == 0) {
      return List.of();
    }
    List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range = written.range(first, last)) {
      range.forEachRemaining(found::add);
    }
    return found;
  }

  @Override
  int size() {
    return live.size() + Math.toIntExact(written.approximateNumEntries());
  }

  @Override
  void writeDown() {
    live.forEach((key, value) -> written.put(key, value.encoded));
    forget();
  }

  @Override
  void forget() {
    live.clear();
    liveBytes = 0;
  }
}
