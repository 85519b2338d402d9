package dev.faultline.cli.console;

import static dev.faultline.cli.console.RunFixture.RUN;
import static dev.faultline.cli.console.RunFixture.progress;
import static dev.faultline.cli.console.RunFixture.regression;
import static dev.faultline.cli.console.RunFixture.second;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VerdictBlockTest {

  private static final Plan PLAN =
      new Plan("shop", List.of(), List.of(), List.of(), List.of(), List.of(), 0.05);

  @Test
  void saysWhatTheRunCameToAndWhy() {
    RunVerdict verdict =
        new RunVerdict(
            RUN,
            "shop",
            Verdict.FAIL,
            List.of("1 regression is not explained by a fault"),
            false,
            second(0),
            second(60),
            progress(60, 1, 1, 0),
            List.of(
                new ThresholdResult(
                    "http_req_duration", "p(95)<500", OptionalDouble.of(312.04), true),
                new ThresholdResult("http_req_failed", "rate<0.01", OptionalDouble.empty(), false),
                new ThresholdResult(
                    "checks",
                    "rate>0.9",
                    OptionalDouble.of(0.25),
                    false,
                    OptionalLong.of(second(59)))),
            List.of(
                new FaultReport(
                    "payments-latency",
                    "proxy-latency",
                    "payments",
                    FaultPhase.HEALED,
                    "",
                    OptionalLong.of(second(20)),
                    OptionalLong.of(second(20.2)),
                    OptionalLong.of(second(30)),
                    OptionalLong.empty(),
                    false)),
            List.of(
                regression(
                    RegressionPhase.RESOLVED,
                    20,
                    OptionalLong.of(second(31)),
                    Attribution.EXPLAINED),
                regression(
                    RegressionPhase.OPENED, 46, OptionalLong.empty(), Attribution.UNEXPLAINED)));

    assertThat(lines(Optional.of(verdict), Optional.empty()))
        .containsExactly(
            "",
            "verdict FAIL: shop",
            "  1 regression is not explained by a fault",
            "regressions",
            "  EXPLAINED by payments-latency  checkout/place-order response time p95 14.2 ms -> 312 ms, from 00:20 to 00:31",
            "    it began 0.4 s after the fault; detected after 2.6 s; recovered 0.7 s after heal",
            "  UNEXPLAINED  checkout/place-order response time p95 14.2 ms -> 312 ms, from 00:46 to the end",
            "    no fault was near its onset",
            "faults",
            "  payments-latency  proxy-latency on payments HEALED, NO_EFFECT on any series",
            "thresholds",
            "  held    http_req_duration p(95)<500, observed 312",
            "  broken  http_req_failed rate<0.01, no data",
            "  broken  checks rate>0.9, observed 0.25 when it asked for the end of the run at 00:59",
            "report: runs/1/report.html");
  }

  @Test
  void aRunWithoutVerdictSaysWhy() {
    assertThat(lines(Optional.empty(), Optional.of("the port of proxy payments is taken")))
        .containsExactly(
            "", "no verdict: the port of proxy payments is taken", "report: runs/1/report.html");
  }

  private static List<String> lines(Optional<RunVerdict> verdict, Optional<String> unfinished) {
    RunRecord run =
        new RunRecord(
            RUN,
            PLAN,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            verdict,
            unfinished,
            Optional.empty());
    return new VerdictBlock(Style.PLAIN).lines(run, "runs/1/report.html");
  }
}
