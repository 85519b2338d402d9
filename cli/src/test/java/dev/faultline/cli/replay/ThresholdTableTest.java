package dev.faultline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.console.Style;
import dev.faultline.cli.report.SampleRun;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ThresholdTableTest {

  private static final ThresholdResult P95 =
      new ThresholdResult("http_req_duration", "p(95)<500", OptionalDouble.of(284.2), true);

  @Test
  void showsBothSidesOfEachThresholdAndOfTheVerdict() {
    RunVerdict recorded = verdict(Verdict.PASS, List.of(), P95);
    RunVerdict replayed =
        verdict(
            Verdict.FAIL,
            List.of("it was 284.2"),
            new ThresholdResult("http_req_duration", "p(95)<250", OptionalDouble.of(284.2), false),
            new ThresholdResult("failed", "rate<1", OptionalDouble.empty(), false));

    assertThat(new ThresholdTable(Optional.of(recorded), replayed, Style.PLAIN).lines())
        .containsExactly(
            "threshold                    recorded     replayed",
            "http_req_duration p(95)<500  held, 284.2  -",
            "http_req_duration p(95)<250  -            broken, 284.2",
            "failed rate<1                -            broken, no data",
            "verdict                      PASS         FAIL",
            "  it was 284.2");
  }

  @Test
  void aRunMayHaveHadNoVerdict() {
    RunVerdict replayed = verdict(Verdict.PASS, List.of(), P95);

    assertThat(new ThresholdTable(Optional.empty(), replayed, Style.PLAIN).lines())
        .containsExactly(
            "threshold                    recorded  replayed",
            "http_req_duration p(95)<500  -         held, 284.2",
            "verdict                      -         PASS");
  }

  private static RunVerdict verdict(
      Verdict verdict, List<String> reasons, ThresholdResult... thresholds) {
    RunVerdict demo = SampleRun.demo().verdict().orElseThrow();
    return new RunVerdict(
        demo.runId(),
        demo.plan(),
        verdict,
        reasons,
        demo.aborted(),
        demo.startMicros(),
        demo.endMicros(),
        demo.totals(),
        List.of(thresholds),
        demo.faults(),
        demo.regressions());
  }
}
