package dev.faultline.generator;

import dev.faultline.core.run.ShardEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What {@code faultline.shards} tells of each shard, as far as it was read. Of everybody who reads
 * it each one comes to the same answer, see {@link ShardEvent}. Not thread-safe.
 */
final class ShardLog {

  private final Map<ShardKey, ShardEvent> latest = new HashMap<>();

  /** What holds for the shard; empty when nobody has carried it. */
  Optional<ShardEvent> of(ShardKey shard) {
    return Optional.ofNullable(latest.get(shard));
  }

  Set<ShardKey> shards() {
    return Set.copyOf(latest.keySet());
  }

  /** Takes the next event; says whether it means anything. */
  boolean accept(ShardEvent event) {
    ShardKey shard = ShardKey.of(event);
    if (!supersedes(event, latest.get(shard))) {
      return false;
    }
    latest.put(shard, event);
    return true;
  }

  void forget(ShardKey shard) {
    latest.remove(shard);
  }

  void forget(Predicate<ShardKey> shards) {
    latest.keySet().removeIf(shards);
  }

  private static boolean supersedes(ShardEvent event, ShardEvent known) {
    if (known == null || event.epoch() > known.epoch()) {
      return true;
    }
    return event.epoch() == known.epoch()
        && known instanceof ShardEvent.Claimed
        && !(event instanceof ShardEvent.Claimed);
  }
}
