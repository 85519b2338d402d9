package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.ShardReport;
import dev.faultline.schemas.deadletter.DeadLetter;

/** What the first stage makes of a record: a shard's report, or a dead letter. */
sealed interface Reduction {

  /** Goes on to the second stage. */
  record Reported(ShardReport report) implements Reduction {}

  /** Leaves the topology. */
  record Rejected(DeadLetter letter) implements Reduction {}
}
