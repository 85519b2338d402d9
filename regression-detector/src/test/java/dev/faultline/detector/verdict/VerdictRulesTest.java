package dev.faultline.detector.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import dev.faultline.detector.detect.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictRulesTest {

  private static final Plan PLAN =
      new Plan("shop", List.of(), List.of(), List.of(), List.of(), List.of(), 0.05);

  private final LoadQuality load = new LoadQuality();
  private final List<ThresholdResult> thresholds = new ArrayList<>();
  private final List<FaultReport> faults = new ArrayList<>();
  private final List<RegressionEvent> regressions = new ArrayList<>();
  private final List<Series> unjudged = new ArrayList<>();
  private boolean aborted;
  private long seconds;

  @Test
  void whatNothingSpeaksAgainstPasses() {
    results(1000);
    progress(0, 0, 0);
    fault(FaultPhase.RECOVERED, 20);
    regression(Attribution.EXPLAINED, RegressionPhase.RESOLVED);

    assertThat(decide()).isEqualTo(new Decision(Verdict.PASS, List.of()));
  }

  @Test
  void aRunWithoutResultsIsInconclusive() {
    progress(0, 0, 0);

    assertInconclusive("nothing was measured: no request completed in the whole run");
  }

  @Test
  void oneLostResultInAThousandIsTolerated() {
    results(999);
    progress(1, 0, 0);

    assertThat(decide().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void moreLostResultsAreNot() {
    results(998);
    progress(2, 0, 0);

    assertInconclusive("measurements are missing: 2 of 1000 results were lost on their way");
  }

  @Test
  void neitherAreResultsThatCameTooLate() {
    results(998);
    progress(0, 2, 0);

    assertInconclusive("measurements came too late to be counted: 2 of 1000 results");
  }

  @Test
  void aGeneratorThatIsOftenLateMakesTheRunInconclusive() {
    results(1000);
    lag(3, 500_000);
    lag(36, 0);
    lag(2, 100_001);
    lag(0, 0);

    assertInconclusive(
        "the generator could not keep its own schedule: it was more than 100 ms late in 2 of 38"
            + " seconds, so its machine is too busy or the load too high for it");
  }

  @Test
  void oneLateSecondIsTolerated() {
    results(1000);
    lag(6, 0);
    lag(1, 500_000);

    assertThat(decide().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aThresholdThatDidNotHoldFails() {
    results(1000);
    progress(0, 0, 0);
    thresholds.add(threshold(OptionalDouble.of(612.3456)));

    assertThat(decide())
        .isEqualTo(
            new Decision(
                Verdict.FAIL,
                List.of("threshold http_req_duration: p(95)<500 did not hold, it was 612.3")));
  }

  @Test
  void aThresholdWithoutDataIsInconclusive() {
    results(1000);
    progress(0, 0, 0);
    thresholds.add(threshold(OptionalDouble.empty()));

    assertInconclusive(
        "threshold http_req_duration: p(95)<500 could not be judged, for nothing was measured for"
            + " it");
  }

  @ParameterizedTest
  @EnumSource(
      value = Attribution.class,
      names = {"UNEXPLAINED", "PRE_EXISTING", "AMBIGUOUS"})
  void whatIsNotExplainedByOneFaultFailsEvenWhenItHasEnded(Attribution attribution) {
    results(1000);
    progress(0, 0, 0);
    regression(attribution, RegressionPhase.RESOLVED);

    assertThat(decide().verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void anExplainedDegradationThatLastsFails() {
    results(1000);
    progress(0, 0, 0);
    regression(Attribution.EXPLAINED, RegressionPhase.UPDATED);

    assertThat(decide())
        .isEqualTo(
            new Decision(
                Verdict.FAIL,
                List.of(
                    "checkout/place-order had not recovered from fault slow when the run ended:"
                        + " because")));
  }

  @Test
  void droppedArrivalsAboveThePlansShareAreInconclusive() {
    results(1000);
    progress(0, 0, 51);

    assertInconclusive(
        "too much of the load was dropped: 51 of 1000 arrivals were not started because the"
            + " in-flight limit was reached, and the plan allows 5 %");
  }

  @Test
  void arrivalsThatNobodyCarriedCountLikeDroppedOnes() {
    results(1000);
    progress(0, 0, 11, 40);

    assertInconclusive(
        "too much of the load was not put on: of 1000 arrivals 40 were due while no generator"
            + " carried their shard, 11 more were dropped because the in-flight limit was reached,"
            + " and the plan allows 5 %");
  }

  @Test
  void aShortTakeOverIsAllowedByThePlansShare() {
    results(1000);
    progress(0, 0, 10, 40);

    assertThat(decide().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aFailedFaultIsInconclusive() {
    results(1000);
    progress(0, 0, 0);
    fault(FaultPhase.FAILED, 20);

    assertInconclusive("fault slow failed: because");
  }

  @Test
  void aFaultBeforeThereWasABaselineIsInconclusive() {
    results(1000);
    progress(0, 0, 0);
    fault(FaultPhase.RECOVERED, 4);

    assertInconclusive(
        "fault slow was injected 4.0 s into the run, before there was a baseline to see its effect"
            + " by (from 8.0 s on)");
  }

  @Test
  void aSeriesThatNothingCanBeSaidAboutIsInconclusive() {
    results(1000);
    progress(0, 0, 0);
    unjudged.add(Windows.SERIES);

    assertThat(decide().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(decide().reasons())
        .singleElement()
        .asString()
        .startsWith("checkout/place-order could not be compared with its own healthy state");
  }

  @Test
  void anAbortedRunIsInconclusive() {
    results(1000);
    progress(0, 0, 0);
    aborted = true;

    assertInconclusive("the run was ended early, so the rest of its plan was never tried");
  }

  @Test
  void theFirstThatAppliesDecidesAndAllAreTold() {
    results(998);
    aborted = true;
    thresholds.add(threshold(OptionalDouble.of(600)));
    progress(0, 0, 51);
    assertThat(decide().verdict()).as("FAIL before dropped and aborted").isEqualTo(Verdict.FAIL);
    assertThat(decide().reasons()).hasSize(3);

    progress(2, 0, 51);
    assertThat(decide().verdict()).as("missing data before FAIL").isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(decide().reasons()).hasSize(4);
  }

  private void assertInconclusive(String reason) {
    assertThat(decide()).isEqualTo(new Decision(Verdict.INCONCLUSIVE, List.of(reason)));
  }

  private Decision decide() {
    return VerdictRules.decide(
        new RunFacts(
            PLAN,
            0,
            aborted,
            load,
            thresholds,
            faults,
            regressions,
            unjudged,
            OptionalLong.of(8 * Windows.SECOND)));
  }

  private void results(int count) {
    load.observe(Windows.ok(0, count, 1, 1));
  }

  private void progress(long missing, long late, long dropped) {
    progress(missing, late, dropped, 0);
  }

  private void progress(long missing, long late, long dropped, long uncarried) {
    load.observe(
        new RunProgress(
            Windows.RUN,
            ++seconds * Windows.SECOND,
            false,
            1000,
            1000 - dropped - uncarried,
            1000 - dropped - uncarried,
            dropped,
            missing,
            late,
            GeneratorHealth.PERFECT));
  }

  private void lag(int times, long lagMicros) {
    for (int i = 0; i < times; i++) {
      load.observe(
          new RunProgress(
              Windows.RUN,
              ++seconds * Windows.SECOND,
              false,
              1000,
              1000,
              1000,
              0,
              0,
              0,
              new GeneratorHealth(lagMicros, 0, 0, 0)));
    }
  }

  private static ThresholdResult threshold(OptionalDouble observed) {
    return new ThresholdResult("http_req_duration", "p(95)<500", observed, false);
  }

  private void fault(FaultPhase phase, long injectingSecond) {
    faults.add(
        new FaultReport(
            "slow",
            "kind",
            "target",
            phase,
            "because",
            OptionalLong.of(injectingSecond * Windows.SECOND),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            false));
  }

  private void regression(Attribution attribution, RegressionPhase phase) {
    regressions.add(
        new RegressionEvent(
            "id",
            phase,
            1,
            new Degradation(
                Windows.SERIES, Metric.RESPONSE_TIME_P95, 1, 2, OptionalLong.of(3), 20, 300),
            new Explanation(
                attribution,
                attribution == Attribution.EXPLAINED ? Optional.of("slow") : Optional.empty(),
                "because",
                OptionalLong.empty(),
                OptionalLong.empty())));
  }
}
