package dev.faultline.aggregator.topology;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds {@link StateAtCommit}: in memory, always with a changelog, never with a record cache. */
final class StateAtCommitBuilder<S extends StateAtCommit> implements StoreBuilder<S> {

  private final StoreBuilder<KeyValueStore<Bytes, byte[]>> written;
  private final Function<KeyValueStore<Bytes, byte[]>, S> around;

  /**
   * @param around makes the state of the store that it is written to
   */
  StateAtCommitBuilder(String name, Function<KeyValueStore<Bytes, byte[]>, S> around) {
    this.written =
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    this.around = around;
  }

  @Override
  public S build() {
    return around.apply(written.build());
  }

  @Override
  public StoreBuilder<S> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<S> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
    written.withLoggingEnabled(config);
    return this;
  }

  /** Without its changelog the state would not survive. */
  @Override
  public StoreBuilder<S> withLoggingDisabled() {
    throw new UnsupportedOperationException("state at commit always has a changelog");
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
