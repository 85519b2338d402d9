package dev.faultline.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "10s, PT10S",
    "1m30s, PT1M30S",
    "2h, PT2H",
    "1.5s, PT1.5S",
    "0.001ms, PT0.000001S",
    "7us, PT0.000007S",
    "1d2h3m4s5ms6us, P1DT2H3M4.005006S",
    "90m, PT1H30M",
    "0s, PT0S",
    "365d, P365D",
  })
  void readsWhatPeopleWrite(String written, Duration expected) {
    assertThat(Durations.parse(written)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "10",
        "s",
        "10 s",
        "-1s",
        "+1s",
        "1s1m",
        "1s1s",
        "1.s",
        ".5s",
        "1e3s",
        "10S",
        "0.0001ms",
        "366d",
        "999999999999999999h",
        "1,5s",
        "10s ",
        "١s"
      })
  void refusesTheRest(String written) {
    assertThat(Durations.parse(written)).isEmpty();
  }

  @Test
  void formatsWithTheLargestUnits() {
    assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
    assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("1m30s");
    assertThat(Durations.format(Duration.ofMillis(3_600_250))).isEqualTo("1h250ms");
  }

  @Test
  void countsWholeMicrosecondsRoundedDown() {
    assertThat(Durations.micros(Duration.ofNanos(1_999))).isEqualTo(1);
    assertThat(Durations.micros(Duration.ofDays(365))).isEqualTo(31_536_000_000_000L);
  }
}
