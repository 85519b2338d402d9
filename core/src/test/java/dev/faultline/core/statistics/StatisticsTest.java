package dev.faultline.core.statistics;

import static dev.faultline.core.statistics.Statistics.median;
import static dev.faultline.core.statistics.Statistics.medianAbsoluteDeviation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void theMedianIsTheMiddleOne() {
    assertThat(median(7)).isEqualTo(7);
    assertThat(median(3, 1, 2)).isEqualTo(2);
    assertThat(median(9, -5, 1000, 4, 4)).isEqualTo(4);
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertThat(median(4, 1, 3, 2)).isEqualTo(2.5);
    assertThat(median(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void theDeviationIsTheMedianDistanceFromTheMedian() {
    assertThat(medianAbsoluteDeviation(1, 1, 2, 2, 4, 6, 9)).isEqualTo(1);
    assertThat(medianAbsoluteDeviation(5)).isZero();
  }

  @Test
  void oneWildValueMovesNeither() {
    assertThat(median(1, 2, 3, 4, 1e9)).isEqualTo(3);
    assertThat(medianAbsoluteDeviation(1, 2, 3, 4, 1e9)).isEqualTo(1);
  }

  @Test
  void leavesTheValuesAsTheyAre() {
    double[] values = {3, 1, 2};

    assertThat(median(values) + medianAbsoluteDeviation(values)).isEqualTo(3);
    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  void nothingHasNoMedian() {
    assertThatIllegalArgumentException().isThrownBy(() -> median());
    assertThatIllegalArgumentException().isThrownBy(() -> medianAbsoluteDeviation());
  }
}
