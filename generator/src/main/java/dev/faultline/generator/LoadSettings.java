package dev.faultline.generator;

import dev.faultline.generator.schedule.Idle;

/**
 * How a generator puts load on.
 *
 * @param shards into how many the load of a run is cut, where its plan allows; at least 1, and of
 *     use only where several generators, or event loops of one, share them
 * @param eventLoops threads that put load on, at least 1; of use as far as there are shards
 * @param idle how these wait for the next arrival
 */
public record LoadSettings(int shards, int eventLoops, Idle idle) {

  /** All of a run's load on one thread. */
  public static final LoadSettings ONE = shards(1);

  public LoadSettings {
    if (shards < 1 || eventLoops < 1) {
      throw new IllegalArgumentException(
          "at least one shard and one event loop, not %d and %d".formatted(shards, eventLoops));
    }
  }

  /** Each of that many shards may be carried by another generator, which has one thread. */
  public static LoadSettings shards(int shards) {
    return new LoadSettings(shards, 1, Idle.HYBRID);
  }
}
