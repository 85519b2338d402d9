package dev.faultline.detector.detect;

import static dev.faultline.detector.detect.Windows.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.regression.Degradation;
import dev.faultline.core.result.GeneratorHealth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the detection is right, over many simulated runs and over measured ones. */
class DetectionStatisticsTest {

  private static final int HEALTHY_RUNS = 1000;
  private static final int DEGRADED_RUNS = 500;

  /** Every third run or so has a hiccup of the machine, and as many a busy phase. */
  private static final double OCCASIONAL = 0.005;

  @Test
  void raisesAnAlarmInAtMostTwoOfAThousandHealthyRuns() {
    long alarms =
        runs(HEALTHY_RUNS, 1).filter(series -> !series.degradations(second -> 0).isEmpty()).count();

    assertThat(alarms).isLessThanOrEqualTo(2);
  }

  @Test
  void findsAQuarterOfASecondForTenSecondsWithItsTimes() {
    List<Degradation> found =
        runs(DEGRADED_RUNS, 2)
            .map(series -> series.degradations(at -> at >= 20 && at < 30 ? 250 : 0))
            .filter(all -> all.size() == 1)
            .map(List::getFirst)
            .filter(degradation -> within(degradation.onsetMicros(), 20, 1))
            .toList();

    assertThat(found).hasSizeGreaterThanOrEqualTo(DEGRADED_RUNS * 99 / 100);
    // A busy machine in the seconds after the end cannot be told from its going on.
    assertThat(found)
        .filteredOn(degradation -> within(degradation.endMicros().orElse(0), 30, 2))
        .hasSizeGreaterThanOrEqualTo(DEGRADED_RUNS * 95 / 100);
  }

  @Test
  void findsSixtyMillisecondsThatStay() {
    long found =
        runs(DEGRADED_RUNS, 3)
            .map(series -> series.degradations(at -> at >= 40 ? 60 : 0))
            .filter(all -> all.size() == 1)
            .map(List::getFirst)
            .filter(degradation -> within(degradation.onsetMicros(), 40, 1))
            .filter(degradation -> degradation.detectedMicros() <= 46 * SECOND)
            .filter(degradation -> degradation.endMicros().isEmpty())
            .count();

    assertThat(found).isGreaterThanOrEqualTo(DEGRADED_RUNS * 99 / 100);
  }

  /** Latencies of the sample target, measured while other builds kept both cores busy. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void raisesNoAlarmOverWhatWasMeasuredOnABusyMachine(int run) throws IOException {
    assertThat(measured(run, second -> 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void findsSixtyMillisecondsInWhatWasMeasuredOnABusyMachine(int run) throws IOException {
    assertThat(measured(run, second -> second >= 45 ? 60 : 0))
        .singleElement()
        .satisfies(degradation -> assertThat(within(degradation.onsetMicros(), 45, 1)).isTrue());
  }

  private static Stream<SimulatedSeries> runs(int count, long seed) {
    return IntStream.range(0, count)
        .mapToObj(
            run ->
                new SimulatedSeries(new SplittableRandom(seed * HEALTHY_RUNS + run), OCCASIONAL));
  }

  private static boolean within(long micros, int second, int tolerance) {
    return Math.abs(micros - second * SECOND) <= tolerance * SECOND;
  }

  private static List<Degradation> measured(int run, SimulatedSeries.Extra extra)
      throws IOException {
    Detection detection = new Detection(DetectionSettings.DEFAULT);
    String name = "healthy-on-a-busy-machine-%d.csv".formatted(run);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                DetectionStatisticsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
      List<String> rows = lines.lines().skip(1).toList();
      for (int second = 0; second < rows.size(); second++) {
        String[] columns = rows.get(second).split(",", -1);
        double added = extra.at(second);
        long lagMicros = Math.round(Double.parseDouble(columns[2]) * 1000);
        detection.observe(
            Windows.ok(
                second * SECOND,
                100,
                Double.parseDouble(columns[0]) + added,
                Double.parseDouble(columns[1]) + added),
            new GeneratorHealth(lagMicros, 0, 0, 0));
      }
    }
    return detection.degradations();
  }
}
