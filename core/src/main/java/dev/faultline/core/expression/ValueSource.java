package dev.faultline.core.expression;

import dev.faultline.core.profile.Slice;
import dev.faultline.core.profile.SplitMix;
import dev.faultline.core.secret.SecretValues;
import dev.faultline.core.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Where the iterations of a scenario have their values from. A pure function of the seed, the shard
 * and the iteration's number, but for what its steps capture and for the time. Thread-safe.
 *
 * @param variables how many values its steps capture
 * @param seed of all that is left to chance
 * @param feeds the data of the plan
 * @param slice which shard this is
 * @param secrets that its expressions take
 * @param given what is captured before any iteration, by slot
 */
public record ValueSource(
    int variables,
    long seed,
    List<Feed> feeds,
    Slice slice,
    Clock clock,
    SecretValues secrets,
    Map<Integer, String> given) {

  static final ValueSource NONE = new ValueSource(0, 0, List.of(), Slice.WHOLE, () -> 0);

  public ValueSource {
    feeds = List.copyOf(feeds);
    given = Map.copyOf(given);
  }

  /** Of a scenario without a setup. */
  public ValueSource(
      int variables, long seed, List<Feed> feeds, Slice slice, Clock clock, SecretValues secrets) {
    this(variables, seed, feeds, slice, clock, secrets, Map.of());
  }

  /** Of a scenario whose expressions take no secrets either. */
  public ValueSource(int variables, long seed, List<Feed> feeds, Slice slice, Clock clock) {
    this(variables, seed, feeds, slice, clock, SecretValues.NONE);
  }

  /** The values of the shard's k-th iteration, from 0. */
  public Values iteration(long k) {
    return new Values(this, k, SplitMix.mix(SplitMix.mix(seed) + slice.inWhole(k)));
  }
}
