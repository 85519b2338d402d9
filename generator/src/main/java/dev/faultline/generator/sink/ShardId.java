package dev.faultline.generator.sink;

import dev.faultline.core.run.RunId;

/**
 * Which slice of which run, and the how-manieth to carry it.
 *
 * @param shard index from 0
 * @param shardCount shards of the run, at least 1
 * @param epoch generators that carried the shard before
 */
public record ShardId(RunId runId, int shard, int shardCount, int epoch) {}
