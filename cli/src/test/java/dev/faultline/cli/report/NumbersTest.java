package dev.faultline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.figures.TimeSpan;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "1, 1.00 µs",
    "820, 820 µs",
    "999.4, 999 µs",
    "999.6, 1.00 ms",
    "1_000, 1.00 ms",
    "31_441, 31.4 ms",
    "87_000, 87.0 ms",
    "331_000, 331 ms",
    "999_499, 999 ms",
    "999_500, 1.00 s",
    "1_250_000, 1.25 s",
    "600_000_000, 600 s"
  })
  void latenciesHaveThreeDigitsAndTheirUnit(String micros, String written) {
    assertThat(Numbers.latency(Double.parseDouble(micros.replace("_", ""))))
        .isEqualTo(written.replace(' ', '\u00A0'));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.0007, 0.0007",
    "0.05, 0.05",
    "0.00012345, 0.000123",
    "9.999, 10",
    "27.04, 27",
    "94.43, 94.4",
    "100, 100",
    "472.13, 472",
    "12345, '12,345'",
    "-1.5, -1.5"
  })
  void numbersHaveAtMostThreeDigits(double number, String written) {
    assertThat(Numbers.significant(number)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "0.00001, < 0.01 %",
    "0.0007, 0.07 %",
    "0.5, 50 %",
    "0.9999, 99.99 %",
    "0.99995, > 99.99 %",
    "1, 100 %"
  })
  void sharesNeverRoundToNothingOrToAll(double share, String written) {
    assertThat(Numbers.percent(share).replace('\u00A0', ' ')).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, +0.0 s",
    "20.3, +20.3 s",
    "-2.2, −2.2 s",
    "119.9, +119.9 s",
    "150, +2:30 min",
    "28800, +8:00:00 h"
  })
  void timesInTheRunAreReadable(double seconds, String written) {
    assertThat(Numbers.offset(seconds).replace('\u00A0', ' ')).isEqualTo(written);
  }

  @Test
  void aTimeIsOfDayWhenTheRunNeverStarted() {
    assertThat(Numbers.time(SampleRun.at(1), Optional.empty()))
        .isEqualTo("2026-07-26 12:00:06 UTC");
    assertThat(
            Numbers.time(
                SampleRun.at(1), Optional.of(new TimeSpan(SampleRun.START, SampleRun.at(9)))))
        .isEqualTo("+1.0\u00A0s");
    assertThat(Numbers.iso(SampleRun.START + 250_001)).isEqualTo("2026-07-26T12:00:05.250001Z");
  }
}
