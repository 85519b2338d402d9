package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.PendingWindows;
import dev.faultline.aggregator.window.ShardReport;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where one run's windows wait for other shards. Kept as bytes, which are a hundredth of the live
 * histograms; by their begin and shard.
 */
record PendingStore(RunEntries entries) implements PendingWindows {

  static final String NAME = "pending";

  @Override
  public void put(ShardReport.Closed window) {
    byte[] shard = ByteBuffer.allocate(Integer.BYTES).putInt(window.key().shard()).array();
    entries.put(window.startMicros(), shard, Formats.SHARD_REPORT.encode(window));
  }

  @Override
  public List<ShardReport.Closed> take(long startMicros) {
    return entries.remove(startMicros).stream()
        .map(bytes -> (ShardReport.Closed) Formats.SHARD_REPORT.decode(bytes))
        .toList();
  }
}
