package dev.faultline.cli.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.SampleRun;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JunitReportTest {

  private static TestReport report(RunRecord run) {
    return TestReport.parse(JunitReport.xml(run, RunFigures.of(run)));
  }

  static Stream<RunRecord> runs() {
    return Stream.of(SampleRun.demo(), SampleRun.neverStarted(), SampleRun.aborted());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theSuiteCountsItsCases(RunRecord run) {
    TestReport report = report(run);

    assertThat(report.count("/testsuites/testsuite")).isEqualTo(1);
    assertThat(report.suite("tests")).isEqualTo(report.count("//testcase"));
    assertThat(report.suite("failures")).isEqualTo(report.count("//testcase/failure"));
    assertThat(report.suite("errors")).isEqualTo(report.count("//testcase/error"));
    assertThat(report.suite("skipped")).isEqualTo(report.count("//testcase/skipped"));
    assertThat(report.count("//testcase[not(@name) or not(@classname) or not(@time)]")).isZero();
  }

  @Test
  void eachExpectationOfARunIsACase() {
    TestReport report = report(SampleRun.demo());

    assertThat(report.cases())
        .containsExactly(
            "the load was valid and all of it was measured: passed",
            "http_req_duration p(95)<500: passed",
            "http_req_failed rate<0.01: passed",
            "no unexplained degradation: failure",
            "payments-latency became ACTIVE and was recovered from: passed");
    assertThat(report.text("//failure"))
        .contains("checkout/place-order/p95/46 UNEXPLAINED: No fault was active at its onset");
    assertThat(report.attribute("//testsuite", "timestamp")).isEqualTo("2026-07-26T12:00:05");
    assertThat(report.attribute("//testsuite", "time")).isEqualTo("61.0");
    assertThat(report.attribute("//property[@name='verdict']", "value")).isEqualTo("FAIL");
  }

  @Test
  void aRunWithoutAVerdictIsAnErrorAndNothingOfItPasses() {
    TestReport report = report(SampleRun.neverStarted());

    assertThat(report.cases())
        .containsExactly(
            "the load was valid and all of it was measured: error",
            "no unexplained degradation: skipped",
            "payments-latency became ACTIVE and was recovered from: skipped");
    assertThat(report.attribute("//error", "message"))
        .isEqualTo("NO VERDICT: The run did not start: port 18082 is taken.");
  }

  @Test
  void anInconclusiveRunIsAnErrorAndNothingOfItPasses() {
    TestReport report = report(SampleRun.aborted());

    assertThat(report.cases()).noneMatch(line -> line.endsWith("passed"));
    assertThat(report.suite("errors")).isEqualTo(1);
    assertThat(report.attribute("//error", "message"))
        .isEqualTo("INCONCLUSIVE: The run was aborted: Ctrl-C.");
  }

  @Test
  void aThresholdThatDidNotHoldIsAFailure() {
    RunRecord run =
        new RunVariant()
            .thresholds(
                new ThresholdResult("http_reqs", "rate>100", OptionalDouble.of(94.2), false),
                new ThresholdResult("http_reqs", "rate>1", OptionalDouble.empty(), false))
            .run();

    assertThat(report(run).cases())
        .contains("http_reqs rate>100: failure", "http_reqs rate>1: error");
    assertThat(report(run).attribute("//failure", "message"))
        .isEqualTo("did not hold, observed 94.2");
  }

  @Test
  void aThresholdThatEndedTheRunSaysWhen() {
    RunRecord run =
        new RunVariant()
            .thresholds(
                new ThresholdResult(
                    "http_reqs",
                    "rate>100",
                    OptionalDouble.of(94.2),
                    false,
                    OptionalLong.of(SampleRun.at(12))))
            .run();

    assertThat(report(run).attribute("//failure", "message"))
        .isEqualTo(
            "did not hold, observed 94.2 at +12.0\u00a0s, when it asked for the end of the run");
  }

  @Test
  void tooMuchDroppedLoadIsAnErrorBesideTheFailures() {
    RunRecord run = new RunVariant().maxDroppedShare(0.0001).run();

    assertThat(report(run).cases())
        .contains(
            "the load was valid and all of it was measured: error",
            "no unexplained degradation: failure");
  }

  @ParameterizedTest
  @CsvSource({
    "INJECTING, 'never ACTIVE, its last phase is INJECTING'",
    "HEALED, 'not RECOVERED, its last phase is HEALED'",
    "FAILED, 'not RECOVERED, its last phase is FAILED'"
  })
  void aFaultThatWasNeverActiveOrNotRecoveredIsAnError(FaultPhase last, String message) {
    TestReport report = report(new RunVariant().faultUpTo(last).run());

    assertThat(report.attribute("//error", "message")).isEqualTo(message);
  }

  @Test
  void aTargetThatDidNotRecoverFromAFaultIsAFailure() {
    RegressionEvent lasting = lasting(SampleRun.demo().regressions().getFirst());
    RunRecord run = new RunVariant().regressions(List.of(lasting)).run();

    assertThat(report(run).cases())
        .contains(
            "no unexplained degradation: passed",
            "payments-latency became ACTIVE and was recovered from: failure");
  }

  @Test
  void aPassHasNeitherFailuresNorErrors() {
    RegressionEvent explained = SampleRun.demo().regressions().getFirst();
    RunRecord run = new RunVariant().verdict(Verdict.PASS).regressions(List.of(explained)).run();

    assertThat(report(run).cases()).hasSize(5).allMatch(line -> line.endsWith(": passed"));
  }

  private static RegressionEvent lasting(RegressionEvent event) {
    Degradation what = event.degradation();
    return new RegressionEvent(
        event.id(),
        RegressionPhase.OPENED,
        event.atMicros(),
        new Degradation(
            what.series(),
            what.metric(),
            what.onsetMicros(),
            what.detectedMicros(),
            OptionalLong.empty(),
            what.baseline(),
            what.worst()),
        event.explanation());
  }
}
