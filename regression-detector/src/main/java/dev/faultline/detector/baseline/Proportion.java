package dev.faultline.detector.baseline;

import dev.faultline.core.statistics.Wilson;

/**
 * So many of so many, and what that says about the share behind it.
 *
 * @param hits from 0 to {@code trials}
 * @param trials not negative; none says nothing, so the interval is all of 0 to 1
 * @see Wilson the interval, which holds for few trials and for shares near 0, where errors live
 */
public record Proportion(long hits, long trials) {

  public static final Proportion NONE = new Proportion(0, 0);

  public Proportion {
    if (hits < 0 || hits > trials) {
      throw new IllegalArgumentException(hits + " of " + trials);
    }
  }

  /** The observed share, 0 when nothing was tried. */
  public double share() {
    return trials == 0 ? 0 : (double) hits / trials;
  }

  public Proportion plus(Proportion other) {
    return new Proportion(hits + other.hits, trials + other.trials);
  }

  public Proportion minus(Proportion other) {
    return new Proportion(hits - other.hits, trials - other.trials);
  }

  /** Lower bound of the share at {@code z} standard deviations, 0 to 1. */
  public double lower(double z) {
    return Wilson.lower(hits, trials, z);
  }

  /** Upper bound of the share at {@code z} standard deviations, 0 to 1. */
  public double upper(double z) {
    return Wilson.upper(hits, trials, z);
  }
}
