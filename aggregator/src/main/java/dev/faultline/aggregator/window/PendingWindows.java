package dev.faultline.aggregator.window;

import java.util.List;

/** Where closed windows of a run's shards wait until every shard has closed the same one. */
public interface PendingWindows {

  /** Keeps one shard's window. */
  void put(ShardReport.Closed window);

  /** Removes and returns the windows that begin at the time, in the order of their shards. */
  List<ShardReport.Closed> take(long startMicros);
}
