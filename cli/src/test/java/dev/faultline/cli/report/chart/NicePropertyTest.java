package dev.faultline.cli.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class NicePropertyTest {

  private static final double ROUNDING = 1 + 1e-8;

  @Property
  void niceNumbersEncloseTheValueWithinAFactorOfTwoAndAHalf(
      @ForAll @Scale(4) @DoubleRange(min = 1e-3, max = 1e9) double value) {
    assertThat(Nice.atLeast(value)).isBetween(value / ROUNDING, value * 2.5 * ROUNDING);
    assertThat(Nice.atMost(value)).isBetween(value / 2.5 / ROUNDING, value * ROUNDING);
  }

  @Property
  void aNiceNumberIsItsOwnNeighbour(
      @ForAll @Scale(4) @DoubleRange(min = 1e-3, max = 1e9) double value) {
    double nice = Nice.atLeast(value);

    assertThat(Nice.atLeast(nice)).isEqualTo(nice, within(nice * 1e-9));
    assertThat(Nice.atMost(nice)).isEqualTo(nice, within(nice * 1e-9));
    assertThat(Nice.next(nice)).isBetween(nice * 1.9, nice * 2.6);
  }

  @Property
  void aScaleCoversItsValuesWithFewTicks(
      @ForAll @DoubleRange(min = 1, max = 1e8) double a,
      @ForAll @DoubleRange(min = 1, max = 1e8) double b) {
    double smallest = Math.min(a, b);
    double largest = Math.max(a, b);
    ValueScale scale = ValueScale.covering(smallest, largest);

    assertThat(scale.top()).isGreaterThanOrEqualTo(largest / ROUNDING);
    assertThat(scale.ticks()).hasSizeBetween(2, 10).isSorted();
    assertThat(scale.fraction(smallest)).isBetween(0.0, scale.fraction(largest));
    assertThat(scale.fraction(largest)).isBetween(0.35, 1.0);
  }
}
