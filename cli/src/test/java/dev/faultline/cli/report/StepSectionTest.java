package dev.faultline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.StepFigures;
import dev.faultline.cli.report.figures.Totals;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepSectionTest {

  /** gRPC's OK has the number that no answer has. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 2 | 1 | 0=8, 5=2 | no answer: 1, 0: 7, 5: 2",
        "7 | 2 | 0 | 0=7, 5=2 | 0: 7, 5: 2",
        "7 | 2 | 3 | 0=3, 200=7, 503=2 | no answer: 3, 200: 7, 503: 2",
        "7 | 2 | 0 | 200=7, 503=2 | 200: 7, 503: 2",
      })
  void tellsAnswersOfStatusZeroFromNone(
      long ok, long checkFailed, long unanswered, String statuses, String expected) {
    TreeMap<Integer, Long> counts = new TreeMap<>();
    for (String each : statuses.split(", ")) {
      String[] count = each.split("=");
      counts.put(Integer.valueOf(count[0]), Long.valueOf(count[1]));
    }
    Map<Outcome, Long> outcomes =
        Map.of(
            Outcome.OK, ok,
            Outcome.CHECK_FAILED, checkFailed,
            Outcome.ERROR, unanswered,
            Outcome.TIMEOUT, 0L);
    StepFigures step =
        new StepFigures(
            "scenario",
            "step",
            outcomes,
            counts,
            new LatencyHistogram(),
            new LatencyHistogram(),
            0,
            List.of());
    StringBuilder html = new StringBuilder();
    StepSection.element(figures(step)).writeTo(html);

    assertThat(html.toString()).contains(">" + expected + "<");
  }

  private static RunFigures figures(StepFigures step) {
    Totals totals = new Totals(Optional.empty(), 0, 0, 0, new LatencyHistogram(), 0, 0);
    return new RunFigures(Optional.empty(), 1_000_000, totals, List.of(step), List.of(), List.of());
  }
}
