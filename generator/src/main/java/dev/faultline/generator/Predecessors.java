package dev.faultline.generator;

import dev.faultline.generator.sink.ShardId;
import java.util.Map;

/** The generators that carried a shard before. Thread-safe. */
interface Predecessors {

  /**
   * What was due on the shard in earlier epochs, {@link
   * dev.faultline.core.result.ScenarioProgress#due} by scenario, as they told last. What a
   * generator began after that and died is not in it. May block for some seconds.
   *
   * @param startMicros time zero of the run, microseconds since the epoch
   * @return empty when they told nothing, or when nobody can be asked
   */
  Map<String, Long> due(ShardId shard, long startMicros);
}
