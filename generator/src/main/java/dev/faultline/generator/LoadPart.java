package dev.faultline.generator;

import dev.faultline.core.profile.Slice;
import java.util.Map;

/**
 * Which part of a run's load a generator carries: a shard, from a time on. Times are microseconds
 * since the epoch.
 *
 * @param startMicros time zero of the run's profiles
 * @param fromMicros not before {@code startMicros}; what was due earlier was for a generator that
 *     carried the shard before
 * @param dueBefore how often users were ready by then, by scenario, as far as it is known: unlike
 *     the arrivals of an open load that follows from no profile
 */
record LoadPart(Slice slice, long startMicros, long fromMicros, Map<String, Long> dueBefore) {

  LoadPart {
    dueBefore = Map.copyOf(dueBefore);
  }

  /** A shard from its begin on. */
  static LoadPart fromStart(Slice slice, long startMicros) {
    return new LoadPart(slice, startMicros, startMicros, Map.of());
  }
}
