package dev.faultline.core.window;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.RunId;

/**
 * The run's counterpart of a shard's progress: every window that ends at or before the watermark
 * has been written; when finished, the roll-ups that were under way too.
 *
 * @param watermarkMicros the lowest watermark of the run's shards, rounded down to a whole window;
 *     when finished, the end of the last window
 * @param finished every shard has finished; no window will follow
 * @param due arrivals due so far, over all scenarios and shards, whether or not a generator carried
 *     their shard then
 * @param started iterations begun so far
 * @param completed iterations ended so far
 * @param dropped arrivals not started so far
 * @param missing results proven lost so far
 * @param late results that came after their window had closed, so far
 * @param health the worst of the shards' since the last record
 */
public record RunProgress(
    RunId runId,
    long watermarkMicros,
    boolean finished,
    long due,
    long started,
    long completed,
    long dropped,
    long missing,
    long late,
    GeneratorHealth health)
    implements WindowRecord {

  /**
   * Arrivals that were neither started nor dropped, as nobody carried their shard: its generator
   * was gone, and no other had taken it over yet. What that one began after its last progress is
   * among them, up to 250 ms of it, for nobody counted that.
   */
  public long uncarried() {
    return due - started - dropped;
  }
}
