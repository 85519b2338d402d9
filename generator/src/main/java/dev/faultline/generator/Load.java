package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.sink.ShardId;
import java.util.concurrent.CompletableFuture;

/** The load of one shard, ready to begin. Thread-safe. */
interface Load {

  /**
   * Puts the load on, once.
   *
   * @param startMicros time zero of the run, microseconds since the epoch
   * @param fromMicros what was due before this time is not begun
   */
  void begin(long startMicros, long fromMicros);

  /**
   * Before it begins, where others have carried the shard: asks Kafka what they told last, if that
   * matters. Waits some seconds for it at most.
   *
   * @param startMicros time zero of the run, microseconds since the epoch
   */
  void recall(long startMicros);

  /** Before it begins: whoever carried the shard is gone, and nobody knows what it had begun. */
  void predecessorGone();

  /**
   * Ends it early and for good, after {@link #begin}: no further arrivals, what is in flight may
   * end. Does not wait for that.
   */
  void stop();

  /** The same, but another generator is to go on where this one stops. */
  void handOver();

  /**
   * Ends it at once, whatever is in flight, without a last word: another generator carries the
   * shard. Also what was never begun is given up so.
   */
  void abandon();

  /** How it ended, when that is so and all its results are acknowledged or lost. */
  CompletableFuture<End> ended();

  /** How a load came to its end. */
  sealed interface End {

    /** The shard is over: its profile is, or the run was ended early. */
    record Finished() implements End {}

    /**
     * Another generator is to go on.
     *
     * @param untilMicros all that was due before this time was begun or dropped, and nothing else;
     *     microseconds since the epoch
     */
    record HandedOver(long untilMicros) implements End {}

    /** It was given up, or found out by itself that another generator must have taken over. */
    record Abandoned() implements End {}
  }

  /** Makes loads. */
  interface Source {

    /**
     * Says whether the plan's load can be put on. Puts none on; a target may be asked what it
     * understands.
     *
     * @throws UnusableTargetException when it cannot
     */
    void check(Plan plan) throws UnusableTargetException;

    /**
     * Does all that must be done before the load can begin, and puts none on.
     *
     * @throws UnusableTargetException when the plan's load cannot be put on
     */
    Load prepare(ShardId id, Plan plan) throws UnusableTargetException;
  }
}
