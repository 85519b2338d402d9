package dev.faultline.aggregator.topology;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * State that lives in memory and is written down only when the task commits.
 *
 * <p>Kafka Streams calls {@link #flushCache()} in a task's {@code prepareCommit}, before it flushes
 * the producer and commits the offsets in the same transaction. What is written there to the
 * changelog of the {@linkplain #written inner store} is therefore exactly the state at the
 * committed offsets; after a kill both are restored together. {@link #flush()} would come too late
 * (after the transaction), a punctuator at no defined moment.
 *
 * <p>{@link CachedStateStore} is internal API of Kafka Streams; this is the only class that knows
 * it, and the kill test guards it. Used by one stream thread at a time.
 */
abstract class StateAtCommit implements StateStore, CachedStateStore<Object, Object> {

  /** What is in it survives a commit. */
  final KeyValueStore<Bytes, byte[]> written;

  StateAtCommit(KeyValueStore<Bytes, byte[]> written) {
    this.written = written;
  }

  /** Brings {@link #written} up to date. */
  abstract void writeDown();

  /** Forgets what is in memory: from now on only what is written counts. */
  abstract void forget();

  /** How many entries there are, in memory or written. */
  abstract int size();

  @Override
  public final void flushCache() {
    writeDown();
  }

  @Override
  public final void clearCache() {
    forget();
  }

  @Override
  public final boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public final String name() {
    return written.name();
  }

  /** Registers this store in place of the inner one, so that {@link #flushCache()} is called. */
  @Override
  public final void init(StateStoreContext context, StateStore root) {
    forget();
    written.init(context, root);
  }

  @Override
  public final void flush() {
    written.flush();
  }

  @Override
  public final void close() {
    forget();
    written.close();
  }

  @Override
  public final boolean persistent() {
    return written.persistent();
  }

  @Override
  public final boolean isOpen() {
    return written.isOpen();
  }
}
