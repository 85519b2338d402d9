package dev.faultline.core.result;

import dev.faultline.core.run.RunId;
import java.util.List;

/**
 * How far a shard has come, every 250 ms. It makes windows close when nothing completes, proves
 * that nothing was lost, and shows whether the load itself can be trusted.
 *
 * @param shardCount how many shards the run has
 * @param lastSeq {@code seq} of the last result written before this record, 0 when there is none
 * @param watermarkMicros every result that completed before this time has been written; a multiple
 *     of 250 ms unless {@code finished}
 * @param finished nothing will follow; all that was in flight has completed or timed out
 * @param scenarios cumulative counts per scenario, for intended starts before the watermark
 * @param health how well the generator itself did since the last progress
 */
public record ShardProgress(
    RunId runId,
    int shard,
    int shardCount,
    int epoch,
    long lastSeq,
    long watermarkMicros,
    boolean finished,
    List<ScenarioProgress> scenarios,
    GeneratorHealth health)
    implements ResultRecord {

  public ShardProgress {
    scenarios = List.copyOf(scenarios);
  }
}
