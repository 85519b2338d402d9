package dev.faultline.core.profile;

/** How the arrivals of an open-model load profile follow each other. */
public sealed interface Spacing {

  /** Evenly: whenever a whole arrival's worth of rate has accumulated. */
  Spacing EVEN = new Even();

  /** See {@link #EVEN}. */
  record Even() implements Spacing {}

  /**
   * By chance and independently of each other, as those of many people are: a Poisson process with
   * the profile's rate, of as many arrivals as even spacing gives.
   *
   * @param seed the same gives the same arrivals, on every machine
   */
  record Poisson(long seed) implements Spacing {

    /** Of one scenario among others, whose arrivals have nothing to do with its own. */
    public static Poisson of(long seed, String scenario) {
      return new Poisson(SplitMix.mix(SplitMix.mix(seed) + scenario.hashCode()));
    }
  }
}
