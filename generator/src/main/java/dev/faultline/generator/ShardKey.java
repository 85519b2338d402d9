package dev.faultline.generator;

import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.schemas.Topics;

/** A shard of a run, whoever carries it. */
record ShardKey(RunId runId, int shard) {

  static ShardKey of(ShardEvent event) {
    return new ShardKey(event.runId(), event.shard());
  }

  /**
   * Reads the key of a record.
   *
   * @throws IllegalArgumentException when it is none of {@link Topics#shardKey}
   */
  static ShardKey parse(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no shard: " + key);
    }
    return new ShardKey(
        RunId.parse(key.substring(0, slash)), Integer.parseInt(key.substring(slash + 1)));
  }

  int partition(int partitions) {
    return Topics.partitionOf(runId, shard, partitions);
  }

  /** As it stands in messages. */
  @Override
  public String toString() {
    return "shard %d of run %s".formatted(shard, runId);
  }
}
