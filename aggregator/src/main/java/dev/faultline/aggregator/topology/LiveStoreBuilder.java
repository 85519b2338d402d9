package dev.faultline.aggregator.topology;

import dev.faultline.schemas.Codec;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds {@link LiveStore}s: in memory, always with a changelog, never with a record cache. */
final class LiveStoreBuilder<K, V> implements StoreBuilder<LiveStore<K, V>> {

  private final StoreBuilder<KeyValueStore<Bytes, byte[]>> written;
  private final Codec<K> keys;
  private final Codec<V> values;

  LiveStoreBuilder(String name, Codec<K> keys, Codec<V> values) {
    this.written =
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    this.keys = keys;
    this.values = values;
  }

  @Override
  public LiveStore<K, V> build() {
    return new LiveStore<>(written.build(), keys, values);
  }

  @Override
  public StoreBuilder<LiveStore<K, V>> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<LiveStore<K, V>> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<LiveStore<K, V>> withLoggingEnabled(Map<String, String> config) {
    written.withLoggingEnabled(config);
    return this;
  }

  /** Without its changelog the state would not survive. */
  @Override
  public StoreBuilder<LiveStore<K, V>> withLoggingDisabled() {
    throw new UnsupportedOperationException("a live store always has a changelog");
  }

  @Override
  public Map<String, String> logConfig() {
    return written.logConfig();
  }

  @Override
  public boolean loggingEnabled() {
    return written.loggingEnabled();
  }

  @Override
  public String name() {
    return written.name();
  }
}
