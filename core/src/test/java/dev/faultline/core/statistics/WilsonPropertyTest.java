package dev.faultline.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class WilsonPropertyTest {

  private static final double ROUNDING = 1e-12;

  @Property
  void enclosesTheObservedShareWithinZeroAndOne(
      @ForAll @LongRange(min = 1, max = 10_000_000_000L) long n,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @DoubleRange(min = 0, max = 6) double z) {
    long successes = Math.round(share * n);
    double observed = (double) successes / n;

    assertThat(Wilson.lower(successes, n, z)).isBetween(0.0, observed + ROUNDING);
    assertThat(Wilson.upper(successes, n, z)).isBetween(observed - ROUNDING, 1.0);
  }

  @Property
  void failuresAreTheMirrorImageOfSuccesses(
      @ForAll @LongRange(min = 1, max = 1_000_000) long n,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @DoubleRange(min = 0, max = 6) double z) {
    long successes = Math.round(share * n);

    assertThat(Wilson.upper(n - successes, n, z))
        .isBetween(
            1 - Wilson.lower(successes, n, z) - ROUNDING,
            1 - Wilson.lower(successes, n, z) + ROUNDING);
  }

  @Property
  void moreObservationsOfTheSameShareLeaveLessDoubt(
      @ForAll @LongRange(min = 1, max = 1000) long n,
      @ForAll @LongRange(min = 2, max = 1000) long times,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    long successes = Math.round(share * n);

    assertThat(Wilson.lower(successes * times, n * times, 2))
        .isGreaterThanOrEqualTo(Wilson.lower(successes, n, 2));
    assertThat(Wilson.upper(successes * times, n * times, 2))
        .isLessThanOrEqualTo(Wilson.upper(successes, n, 2));
  }
}
