package dev.faultline.core.run;

/**
 * Who carries a shard of a run, on {@code faultline.shards}. Every started run has shards that
 * nobody carries yet; nothing needs to be told of those.
 *
 * <pre>
 * (started) ─▶ Claimed ─▶ Ended
 *                │  ▲
 *                ▼  │ next epoch, also when the generator before died without a word
 *             Released
 * </pre>
 *
 * <p>The order of the topic decides: of two claims with the same epoch the first holds, and what is
 * told of an epoch below that of a claim means nothing any more.
 */
public sealed interface ShardEvent {

  /** The run it belongs to. */
  RunId runId();

  /** Index of the shard, from 0. */
  int shard();

  /** How many generators carried the shard before the one that this is about. */
  int epoch();

  /** When it happened, microseconds since the epoch. */
  long atMicros();

  /**
   * A generator is about to carry the shard.
   *
   * @param generator the name of the instance, unique among all
   */
  record Claimed(RunId runId, int shard, int epoch, long atMicros, String generator)
      implements ShardEvent {}

  /**
   * The generator has stopped for another one to go on; all its results are acknowledged.
   *
   * @param untilMicros every arrival due before this time was begun or dropped, and no later one;
   *     microseconds since the epoch
   */
  record Released(RunId runId, int shard, int epoch, long atMicros, long untilMicros)
      implements ShardEvent {}

  /** The shard has come to its end, or that of the run; all its results are acknowledged. */
  record Ended(RunId runId, int shard, int epoch, long atMicros) implements ShardEvent {}
}
