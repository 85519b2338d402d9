package dev.faultline.core.result;

import dev.faultline.core.run.RunId;

/**
 * What a shard writes to {@code faultline.results}: its requests and, between them, its progress.
 * Both kinds go to one partition in order, which is what lets a progress record prove that nothing
 * before it is missing.
 */
public sealed interface ResultRecord permits RequestResult, ShardProgress {

  RunId runId();

  /** Index of the shard within its run, from 0. */
  int shard();

  /** How many generators carried the shard before this one; a take-over adds one. */
  int epoch();
}
