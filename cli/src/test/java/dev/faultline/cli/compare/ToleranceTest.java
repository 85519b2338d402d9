package dev.faultline.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToleranceTest {

  @ParameterizedTest
  @CsvSource({
    // figure, baseline, current, past 10 %
    "P95, 100, 110, false",
    "P95, 31.0, 34.1, false",
    "P95, 100, 110.1, true",
    "P50, 100, 50, false",
    "P99, 0, 1, true",
    "THROUGHPUT, 100, 90, false",
    "THROUGHPUT, 100, 89.9, true",
    "THROUGHPUT, 100, 500, false",
    "THROUGHPUT, 100, 0, true",
    "THROUGHPUT, 0, 0, false",
    "ERROR_RATE, 0, 0, false",
    "ERROR_RATE, 0, 0.001, false",
    "ERROR_RATE, 0, 0.0011, true",
    "ERROR_RATE, 0.0002, 0.0004, false",
    "ERROR_RATE, 0.10, 0.105, false",
    "ERROR_RATE, 0.10, 0.12, true",
    "ERROR_RATE, 0.5, 0.1, false"
  })
  void whatIsWorseByMoreThanTenPercent(
      Figure figure, double baseline, double current, boolean exceeded) {
    assertThat(new Tolerance(10).exceeded(figure, baseline, current)).isEqualTo(exceeded);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aToleranceIsANumberFromZeroOn(double percent) {
    assertThatThrownBy(() -> new Tolerance(percent)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutAnyToleranceTheSameIsStillFine() {
    for (Figure figure : Figure.values()) {
      assertThat(new Tolerance(0).exceeded(figure, 0.3, 0.3)).isFalse();
    }
  }
}
