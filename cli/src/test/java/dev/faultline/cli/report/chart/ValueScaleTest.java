package dev.faultline.cli.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ValueScaleTest {

  @Test
  void stepsOfALinearScaleAreNice() {
    assertThat(ValueScale.linear(331_000).ticks())
        .containsExactly(0.0, 100_000.0, 200_000.0, 300_000.0, 400_000.0);
    assertThat(ValueScale.linear(100).ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
    assertThat(ValueScale.linear(0.067).top()).isEqualTo(0.08, within(1e-12));
  }

  @Test
  void aLinearScaleIsProportional() {
    ValueScale scale = ValueScale.linear(400);

    assertThat(scale.fraction(0)).isZero();
    assertThat(scale.fraction(100)).isEqualTo(0.25);
    assertThat(scale.fraction(400)).isEqualTo(1);
    assertThat(scale.fraction(999)).isEqualTo(1);
  }

  @Test
  void nothingToShowStillHasAnAxis() {
    assertThat(ValueScale.linear(0).ticks()).first().isEqualTo(0.0);
    assertThat(ValueScale.linear(0).top()).isEqualTo(1);
  }

  @Test
  void aWideRangeBecomesLogarithmic() {
    assertThat(ValueScale.covering(30_000, 330_000)).isInstanceOf(ValueScale.Linear.class);
    assertThat(ValueScale.covering(0, 330_000)).isInstanceOf(ValueScale.Linear.class);
    assertThat(ValueScale.covering(2_100, 330_000)).isEqualTo(new ValueScale.Log(2_000, 500_000));
  }

  @Test
  void equalRatiosAreEqualDistancesOnALogarithmicScale() {
    ValueScale scale = new ValueScale.Log(1_000, 1_000_000);

    assertThat(scale.fraction(1_000)).isZero();
    assertThat(scale.fraction(10_000)).isEqualTo(1 / 3.0, within(1e-9));
    assertThat(scale.fraction(100_000)).isEqualTo(2 / 3.0, within(1e-9));
    assertThat(scale.fraction(1_000_000)).isEqualTo(1);
    assertThat(scale.fraction(5)).isZero();
  }

  @Test
  void ticksOfALogarithmicScaleAreDecadesOrFiner() {
    assertThat(new ValueScale.Log(2_000, 50_000).ticks())
        .containsExactly(2_000.0, 5_000.0, 10_000.0, 20_000.0, 50_000.0);
    assertThat(new ValueScale.Log(500, 2_000_000).ticks())
        .containsExactly(1_000.0, 10_000.0, 100_000.0, 1_000_000.0);
    assertThat(new ValueScale.Log(200, 2_000_000).ticks()).startsWith(200.0, 1_000.0, 10_000.0);
  }
}
