package dev.faultline.cli.report.chart;

import static dev.faultline.cli.report.SampleRun.START;
import static dev.faultline.cli.report.SampleRun.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.chart.TimeScale.Tick;
import dev.faultline.cli.report.figures.TimeSpan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {

  private static TimeScale seconds(long seconds) {
    return new TimeScale(new TimeSpan(START, at(seconds)));
  }

  @Test
  void timesLieInProportion() {
    TimeScale scale = seconds(60);

    assertThat(scale.x(START)).isEqualTo("0%");
    assertThat(scale.x(at(20))).isEqualTo("33.33%");
    assertThat(scale.x(at(60))).isEqualTo("100%");
  }

  @Test
  void timesOutsideLieAtTheEnds() {
    assertThat(seconds(60).x(at(-5))).isEqualTo("0%");
    assertThat(seconds(60).x(at(90))).isEqualTo("100%");
  }

  @Test
  void ticksAreWholeStepsFromTheStart() {
    assertThat(labels(60)).containsExactly("0 s", "10 s", "20 s", "30 s", "40 s", "50 s", "60 s");
    assertThat(labels(1)).containsExactly("0 s", "1 s");
    assertThat(labels(300)).containsExactly("0:00", "1:00", "2:00", "3:00", "4:00", "5:00");
    assertThat(labels(8 * 3_600))
        .containsExactly("0:00:00", "2:00:00", "4:00:00", "6:00:00", "8:00:00");
    assertThat(seconds(60).ticks(7).get(2).atMicros()).isEqualTo(at(20));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 7, 59, 61, 119, 600, 3_599, 3_601, 50_000, 86_400, 900_000})
  void ticksAreFewAndMoreThanOne(long length) {
    assertThat(labels(length)).hasSizeBetween(2, 7).doesNotHaveDuplicates();
  }

  private static List<String> labels(long length) {
    return seconds(length).ticks(7).stream().map(Tick::label).toList();
  }
}
