package dev.faultline.core.statistics;

import static dev.faultline.core.statistics.Wilson.lower;
import static dev.faultline.core.statistics.Wilson.upper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {

  private static final double Z95 = 1.959963984540054;

  @Test
  void agreesWithPublishedIntervals() {
    // Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3
    assertThat(lower(81, 263, Z95)).isCloseTo(0.2553, within(5e-5));
    assertThat(upper(81, 263, Z95)).isCloseTo(0.3662, within(5e-5));
    assertThat(lower(15, 148, Z95)).isCloseTo(0.0624, within(5e-5));
    assertThat(upper(15, 148, Z95)).isCloseTo(0.1605, within(5e-5));
    assertThat(lower(0, 20, Z95)).isZero();
    assertThat(upper(0, 20, Z95)).isCloseTo(0.1611, within(5e-5));
    assertThat(lower(1, 29, Z95)).isCloseTo(0.0061, within(5e-5));
    assertThat(upper(1, 29, Z95)).isCloseTo(0.1718, within(5e-5));
  }

  @Test
  void nothingObservedExcludesNothing() {
    assertThat(lower(0, 0, Z95)).isZero();
    assertThat(upper(0, 0, Z95)).isEqualTo(1);
  }

  @Test
  void isTheObservedShareWhenNoDoubtIsAllowed() {
    assertThat(lower(3, 4, 0)).isEqualTo(0.75);
    assertThat(upper(3, 4, 0)).isEqualTo(0.75);
  }

  @Test
  void refusesWhatIsNoProportion() {
    assertThatIllegalArgumentException().isThrownBy(() -> lower(-1, 3, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> upper(4, 3, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> upper(1, 3, Double.NaN));
  }
}
