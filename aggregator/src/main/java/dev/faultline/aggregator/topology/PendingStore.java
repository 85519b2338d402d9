package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.PendingWindows;
import dev.faultline.aggregator.window.ShardReport;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Where one run's windows wait for other shards; by their begin and shard.
 *
 * @param current the bytes of the report that is just being merged, the only one that can be kept
 */
record PendingStore(RunEntries<ShardReport.Closed> entries, byte[] current)
    implements PendingWindows {

  static final String NAME = "pending";

  static TransitStore<ShardReport.Closed> over(KeyValueStore<Bytes, byte[]> written) {
    return new TransitStore<>(
        written, bytes -> (ShardReport.Closed) Formats.SHARD_REPORT.decode(bytes));
  }

  @Override
  public void put(ShardReport.Closed window) {
    byte[] shard = ByteBuffer.allocate(Integer.BYTES).putInt(window.key().shard()).array();
    entries.put(window.startMicros(), shard, window, current);
  }

  @Override
  public List<ShardReport.Closed> take(long startMicros) {
    return entries.remove(startMicros).stream().map(Supplier::get).toList();
  }
}
