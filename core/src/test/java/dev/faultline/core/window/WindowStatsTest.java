package dev.faultline.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WindowStatsTest {

  private static final Series SERIES =
      new Series(new RunId(new UUID(0x7000L, 1L << 63)), "browse", "home");

  @Test
  void derivesCountsRatesAndCompleteness() {
    WindowStats stats =
        stats(
            10_000_000,
            Map.of(
                Outcome.OK, 80L, Outcome.CHECK_FAILED, 5L, Outcome.ERROR, 4L, Outcome.TIMEOUT, 1L),
            120,
            10);

    assertThat(stats.completed()).isEqualTo(90);
    assertThat(stats.failed()).isEqualTo(10);
    assertThat(stats.achievedRate()).isEqualTo(9);
    assertThat(stats.offeredRate()).isEqualTo(12);
    assertThat(stats.completeness()).isEqualTo(0.9);
    assertThat(stats.endMicros()).isEqualTo(60_000_000);
    assertThat(stats.runId()).isEqualTo(SERIES.runId());
  }

  @Test
  void silenceIsCompleteAndHasNoRate() {
    WindowStats silent = stats(1_000_000, Map.of(), 0, 0);

    assertThat(silent.completed()).isZero();
    assertThat(silent.failed()).isZero();
    assertThat(silent.achievedRate()).isZero();
    assertThat(silent.completeness()).isEqualTo(1);
    assertThat(silent.outcomes()).containsOnlyKeys(Outcome.values());
  }

  @Test
  void isNothingCompleteWhenAllIsMissing() {
    assertThat(stats(1_000_000, Map.of(), 5, 5).completeness()).isZero();
  }

  @Test
  void isABaseWindowOrARollUp() {
    assertThat(stats(1_000_000, Map.of(), 0, 0).isBase()).isTrue();
    assertThat(stats(10_000_000, Map.of(), 0, 0).isBase()).isFalse();
    assertThat(stats(60_000_000, Map.of(), 0, 0).isBase()).isFalse();
  }

  @Test
  void cannotBeChanged() {
    WindowStats stats = stats(1_000_000, Map.of(Outcome.OK, 1L), 1, 0);

    assertThatThrownBy(() -> stats.outcomes().put(Outcome.OK, 2L))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> stats.statuses().put(500, 2L))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void seriesAreOrderedByRunThenScenarioThenStep() {
    RunId earlier = new RunId(new UUID(0x7000L, 1L << 63));
    RunId later = new RunId(new UUID(0xFFFF_0000_0000_7000L, 1L << 63));

    assertThat(
            new Series[] {
              new Series(earlier, "a", "b"),
              new Series(earlier, "a", "c"),
              new Series(earlier, "b", "a"),
              new Series(later, "a", "a")
            })
        .isSorted();
    assertThat(SERIES).hasToString(SERIES.runId() + "/browse/home");
  }

  private static WindowStats stats(
      long size, Map<Outcome, Long> outcomes, long offered, long missing) {
    return new WindowStats(
        SERIES,
        50_000_000,
        size,
        outcomes,
        new TreeMap<>(),
        new LatencyHistogram(),
        new LatencyHistogram(),
        0,
        0,
        offered,
        0,
        0,
        0,
        missing,
        GeneratorHealth.PERFECT);
  }
}
