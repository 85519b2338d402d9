package dev.faultline.detector.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {

  private static final double Z95 = 1.959964;

  /** Newcombe (1998), Two-sided confidence intervals for the single proportion, table I. */
  @Test
  void boundsAreThoseOfThePublishedExamples() {
    assertBounds(new Proportion(81, 263), 0.2553, 0.3662);
    assertBounds(new Proportion(15, 148), 0.0624, 0.1605);
    assertBounds(new Proportion(0, 20), 0.0000, 0.1611);
    assertBounds(new Proportion(1, 29), 0.0061, 0.1718);
  }

  @Test
  void nothingTriedSaysNothing() {
    assertThat(Proportion.NONE.lower(Z95)).isZero();
    assertThat(Proportion.NONE.upper(Z95)).isOne();
    assertThat(Proportion.NONE.share()).isZero();
  }

  @Test
  void moreThanAllIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(2, 1));
  }

  private static void assertBounds(Proportion proportion, double lower, double upper) {
    assertThat(proportion.lower(Z95)).isCloseTo(lower, within(0.00006));
    assertThat(proportion.upper(Z95)).isCloseTo(upper, within(0.00006));
  }
}
