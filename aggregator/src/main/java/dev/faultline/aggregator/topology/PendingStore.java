package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.PendingWindows;
import dev.faultline.aggregator.window.ShardReport;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where one run's windows wait for other shards. Kept as bytes, which are a hundredth of the live
 * histograms; by their begin and shard.
 *
 * @param current the bytes of the report that is just being merged, the only one that can be kept
 */
record PendingStore(RunEntries entries, byte[] current) implements PendingWindows {

  static final String NAME = "pending";

  @Override
  public void put(ShardReport.Closed window) {
    byte[] shard = ByteBuffer.allocate(Integer.BYTES).putInt(window.key().shard()).array();
    entries.put(window.startMicros(), shard, current);
  }

  @Override
  public List<ShardReport.Closed> take(long startMicros) {
    return entries.remove(startMicros).stream()
        .map(bytes -> (ShardReport.Closed) Formats.SHARD_REPORT.decode(bytes))
        .toList();
  }
}
