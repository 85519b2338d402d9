package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.PendingWindows;
import dev.faultline.aggregator.window.ShardReport;
import dev.faultline.core.run.RunId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One run's part of the store of windows that wait for other shards. Kept as bytes, which are a
 * hundredth of the live histograms; ordered by run, time and shard.
 */
record PendingStore(KeyValueStore<Bytes, byte[]> store, RunId runId) implements PendingWindows {

  static final String NAME = "pending";

  @Override
  public void put(ShardReport.Closed window) {
    store.put(key(window.startMicros(), window.key().shard()), Formats.SHARD_REPORT.encode(window));
  }

  @Override
  public List<ShardReport.Closed> take(long startMicros) {
    return remove(startMicros, startMicros).stream()
        .map(bytes -> (ShardReport.Closed) Formats.SHARD_REPORT.decode(bytes))
        .toList();
  }

  /** Forgets all of the run. */
  void clear() {
    remove(0, Long.MAX_VALUE);
  }

  private List<byte[]> remove(long firstMicros, long lastMicros) {
    List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(key(firstMicros, 0), key(lastMicros, Integer.MAX_VALUE))) {
      range.forEachRemaining(found::add);
    }
    found.forEach(entry -> store.delete(entry.key));
    return found.stream().map(entry -> entry.value).toList();
  }

  private Bytes key(long startMicros, int shard) {
    ByteBuffer key = ByteBuffer.allocate(2 * Long.BYTES + Long.BYTES + Integer.BYTES);
    key.putLong(runId.value().getMostSignificantBits());
    key.putLong(runId.value().getLeastSignificantBits());
    key.putLong(startMicros);
    key.putInt(shard);
    return Bytes.wrap(key.array());
  }
}
