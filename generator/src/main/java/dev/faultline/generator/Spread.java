package dev.faultline.generator;

/**
 * Over what a generator spreads load.
 *
 * @param shards into how many the load of a run is cut, where its plan allows; at least 1, and of
 *     use only where several generators, or event loops of one, share them
 * @param eventLoops threads that put load on, at least 1; of use as far as there are shards
 */
public record Spread(int shards, int eventLoops) {

  /** All of a run's load on one thread. */
  public static final Spread ONE = new Spread(1, 1);

  public Spread {
    if (shards < 1 || eventLoops < 1) {
      throw new IllegalArgumentException(
          "at least one shard and one event loop, not %d and %d".formatted(shards, eventLoops));
    }
  }

  /** Each of that many shards may be carried by another generator, which has one thread. */
  public static Spread shards(int shards) {
    return new Spread(shards, 1);
  }
}
