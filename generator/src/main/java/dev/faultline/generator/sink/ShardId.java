package dev.faultline.generator.sink;

import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;

/**
 * Which slice of which run, and the how-manieth to carry it.
 *
 * @param shard index from 0
 * @param shardCount shards of the run, at least 1
 * @param epoch generators that carried the shard before
 */
public record ShardId(RunId runId, int shard, int shardCount, int epoch) {

  /** Whose progress it is. */
  public static ShardId of(ShardProgress progress) {
    return new ShardId(progress.runId(), progress.shard(), progress.shardCount(), progress.epoch());
  }

  /** Which part of the load it is. */
  public Slice slice() {
    return new Slice(shard, shardCount);
  }
}
