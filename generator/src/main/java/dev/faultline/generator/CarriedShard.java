package dev.faultline.generator;

import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A shard that this generator has claimed. Immutable.
 *
 * @param epoch of the claim
 * @param before what was told of the shard before the claim; empty when it is the first
 * @param begun whether the claim holds and the load has begun
 */
record CarriedShard(
    ShardKey shard, OpenRun run, Load load, int epoch, Optional<ShardEvent> before, boolean begun) {

  /** What is begun even later would be a burst that the profile does not ask for. */
  private static final long CATCH_UP_MICROS = TimeUnit.SECONDS.toMicros(4);

  /** Time may pass until what was told of the shard is known, and is not to be made up for. */
  CarriedShard begin(Clock clock) {
    if (before.isPresent()) {
      load.recall(run.startMicros());
    }
    if (before.orElse(null) instanceof ShardEvent.Claimed) {
      load.predecessorGone();
    }
    load.begin(run.startMicros(), fromMicros(clock.epochMicros()));
    return new CarriedShard(shard, run, load, epoch, before, true);
  }

  /**
   * With what the load begins: where a generator stopped, if that is short ago; with what is due
   * now when nobody knows what the one before had begun.
   */
  private long fromMicros(long nowMicros) {
    long startMicros = run.startMicros();
    long stoppedMicros =
        switch (before.orElse(null)) {
          case null -> startMicros;
          case ShardEvent.Released released -> Math.max(startMicros, released.untilMicros());
          case ShardEvent.Claimed _, ShardEvent.Ended _ -> Math.max(startMicros, nowMicros);
        };
    return nowMicros - stoppedMicros > CATCH_UP_MICROS ? nowMicros : stoppedMicros;
  }

  /** What is to be told when the load has come to its end; empty when that is nothing. */
  Optional<ShardEvent> told(Load.End end, long nowMicros) {
    return switch (end) {
      case Load.End.Finished _ ->
          Optional.of(new ShardEvent.Ended(shard.runId(), shard.shard(), epoch, nowMicros));
      case Load.End.HandedOver(long untilMicros) -> Optional.of(released(untilMicros, nowMicros));
      case Load.End.Abandoned _ -> Optional.empty();
    };
  }

  /** What is to be told when the load has never begun, and another generator is to do so. */
  ShardEvent releasedUntouched(long nowMicros) {
    return released(fromMicros(nowMicros), nowMicros);
  }

  private ShardEvent released(long untilMicros, long nowMicros) {
    return new ShardEvent.Released(shard.runId(), shard.shard(), epoch, nowMicros, untilMicros);
  }
}
