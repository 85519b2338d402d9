package dev.faultline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.run.Planted;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final RunId RUN = new RunId(new UUID(0x7000L, 0x8000_0000_0000_0001L));
  private static final String FAULT = "payments-latency";

  private final List<RegressionEvent> regressions = new ArrayList<>();
  private OptionalLong healed = OptionalLong.of(at(30));

  @Test
  void findsWhatWasPlanted() {
    regression(Attribution.EXPLAINED, 20, OptionalLong.of(at(31)));
    regression(Attribution.UNEXPLAINED, 47, OptionalLong.empty());

    Planted planted = compare(Verdict.FAIL, surprise(46));

    assertThat(planted.found()).as(planted.sentence()).isTrue();
    assertThat(planted.sentence()).startsWith("The run found exactly what was planted");
    assertThat(planted.causes())
        .extracting(Planted.Cause::expected)
        .containsExactly(Attribution.EXPLAINED, Attribution.UNEXPLAINED);
    assertThat(planted.causes())
        .extracting(Planted.Cause::regression)
        .containsExactly(Optional.of("EXPLAINED-20"), Optional.of("UNEXPLAINED-47"));
  }

  @Test
  void withoutASurpriseTheVerdictMustBePass() {
    regression(Attribution.EXPLAINED, 20, OptionalLong.of(at(31)));

    assertThat(compare(Verdict.PASS, Optional.empty()).found()).isTrue();
    assertThat(compare(Verdict.FAIL, Optional.empty()).sentence())
        .endsWith(": the verdict is FAIL, not PASS");
  }

  @Test
  void onsetsMayBeTwoSecondsOff() {
    regression(Attribution.EXPLAINED, 22, OptionalLong.of(at(32)));
    regression(Attribution.UNEXPLAINED, 44, OptionalLong.empty());

    assertThat(compare(Verdict.FAIL, surprise(46)).found()).isTrue();
  }

  @Test
  void timesThatAreFurtherOffAreNamed() {
    regression(Attribution.EXPLAINED, 23, OptionalLong.of(at(27)));
    regression(Attribution.UNEXPLAINED, 49, OptionalLong.empty());

    Planted planted = compare(Verdict.FAIL, surprise(46));

    assertThat(planted.found()).isFalse();
    assertThat(planted.sentence())
        .isEqualTo(
            "The run differs from what was planted:"
                + " the onset is +3.0 s from payments-latency ACTIVE;"
                + " the recovery is -3.0 s from payments-latency HEALED;"
                + " the onset is +3.0 s from the slow-down");
  }

  @Test
  void aMissedSlowDownIsNamed() {
    regression(Attribution.EXPLAINED, 20, OptionalLong.of(at(31)));

    assertThat(compare(Verdict.PASS, surprise(46)).sentence())
        .contains("there are 0 UNEXPLAINED regressions, not 1", "the verdict is PASS, not FAIL");
  }

  @Test
  void anythingThatWasNotPlantedIsNamed() {
    regression(Attribution.EXPLAINED, 20, OptionalLong.of(at(31)));
    regression(Attribution.UNEXPLAINED, 36, OptionalLong.of(at(38)));
    regression(Attribution.PRE_EXISTING, 12, OptionalLong.of(at(14)));

    assertThat(compare(Verdict.FAIL, Optional.empty()).sentence())
        .contains(
            "there are 1 UNEXPLAINED regressions, not 0",
            "there are 1 PRE_EXISTING regressions, not 0");
  }

  @Test
  void aSlowDownThatCouldNotBeDoneIsNoSuccess() {
    regression(Attribution.EXPLAINED, 20, OptionalLong.of(at(31)));
    Optional<Comparison.PlantedSurprise> failed =
        Optional.of(new Comparison.PlantedSurprise("slower checkout", OptionalLong.empty()));

    assertThat(compare(Verdict.FAIL, failed).sentence())
        .contains("the target did not become slower: slower checkout");
  }

  @Test
  void aFaultThatIsNotHealedIsNoSuccess() {
    healed = OptionalLong.empty();
    regression(Attribution.EXPLAINED, 20, OptionalLong.of(at(31)));

    assertThat(compare(Verdict.PASS, Optional.empty()).sentence())
        .contains("there is no recovery from payments-latency");
  }

  private Planted compare(Verdict verdict, Optional<Comparison.PlantedSurprise> surprise) {
    return Comparison.of(verdict(verdict), FAULT, surprise);
  }

  private static Optional<Comparison.PlantedSurprise> surprise(int second) {
    OptionalLong began = OptionalLong.of(at(second));
    return Optional.of(new Comparison.PlantedSurprise("slower checkout", began));
  }

  private void regression(Attribution attribution, int onset, OptionalLong end) {
    boolean explained = attribution == Attribution.EXPLAINED;
    regressions.add(
        new RegressionEvent(
            attribution + "-" + onset,
            RegressionPhase.RESOLVED,
            at(onset + 3),
            new Degradation(
                new Series(RUN, "checkout", "place-order"),
                Metric.RESPONSE_TIME_P95,
                at(onset),
                at(onset + 3),
                end,
                14_000,
                312_000),
            new Explanation(
                attribution,
                explained ? Optional.of(FAULT) : Optional.empty(),
                "evidence",
                OptionalLong.empty(),
                OptionalLong.empty())));
  }

  private RunVerdict verdict(Verdict verdict) {
    return new RunVerdict(
        RUN,
        "demo",
        verdict,
        List.of(),
        false,
        at(0),
        at(60),
        new RunProgress(RUN, at(60), true, 1, 1, 1, 0, 0, 0, GeneratorHealth.PERFECT),
        List.of(),
        List.of(
            new FaultReport(
                FAULT,
                "proxy-latency",
                "payments",
                FaultPhase.HEALED,
                "",
                OptionalLong.of(at(20)),
                OptionalLong.of(at(20)),
                healed,
                OptionalLong.empty(),
                true)),
        regressions);
  }

  private static long at(int second) {
    return 1_800_000_000_000_000L + second * 1_000_000L;
  }
}
