package dev.faultline.detector.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.detector.detect.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnsetAttributionTest {

  private final List<FaultEvent> events = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "18.9, UNEXPLAINED",
    "19.0, UNEXPLAINED",
    "19.1, EXPLAINED",
    "25.0, EXPLAINED",
    "32.0, EXPLAINED",
    "32.1, UNEXPLAINED"
  })
  void aFaultExplainsWhatBeginsFromAWindowBeforeItToTwoSecondsAfterItsHeal(
      double onset, Attribution expected) {
    fault("slow", 20, 20.3, 30);

    assertThat(explain(degradation(onset, onset + 0.5)).attribution()).isEqualTo(expected);
  }

  @Test
  void aFaultThatWasNeverSeenToHealExplainsWhatComesAfterIt() {
    event("slow", FaultPhase.INJECTING, 20);
    event("slow", FaultPhase.FAILED, 30);

    assertThat(explain(degradation(50, 55)).attribution()).isEqualTo(Attribution.EXPLAINED);
  }

  @Test
  void aFaultThatWasNeverInjectedExplainsNothing() {
    event("slow", FaultPhase.PLANNED, 0);
    event("slow", FaultPhase.ABORTED, 20);

    assertThat(explain(degradation(20, 25)).attribution()).isEqualTo(Attribution.UNEXPLAINED);
  }

  @Test
  void severalFaultsThatCouldHaveCausedItAreNamed() {
    fault("slow", 20, 20.3, 30);
    fault("down", 25, 25.1, 28);

    Explanation explanation = explain(degradation(26, 31));

    assertThat(explanation.attribution()).isEqualTo(Attribution.AMBIGUOUS);
    assertThat(explanation.fault()).isEmpty();
    assertThat(explanation.evidence()).contains("slow (kind on target) and down (kind on target)");
  }

  @Test
  void whatBeganBeforeTheFirstFaultAndLastedIsPreExisting() {
    fault("slow", 20, 20.3, 30);

    Explanation explanation = explain(degradation(12, 40));

    assertThat(explanation.attribution()).isEqualTo(Attribution.PRE_EXISTING);
    assertThat(explanation.evidence())
        .isEqualTo(
            "p95 response time rose from 20 ms to 300 ms 8.0 s before the first fault slow (kind on"
                + " target) was injected, and still lasted then");
  }

  @Test
  void whatEndedBeforeTheFirstFaultIsUnexplained() {
    fault("slow", 20, 20.3, 30);

    assertThat(explain(degradation(12, 18)).attribution()).isEqualTo(Attribution.UNEXPLAINED);
  }

  @Test
  void withoutAnyFaultTheEvidenceSaysSo() {
    assertThat(explain(degradation(12, 18)).evidence())
        .isEqualTo("p95 response time rose from 20 ms to 300 ms and no fault had been injected");
  }

  @Test
  void timesCountFromTheObservedEffectAndTheHeal() {
    fault("slow", 20, 20.3, 30);

    Explanation explanation = explain(degradation(21, 32.5));

    assertThat(explanation.fault()).contains("slow");
    assertThat(explanation.timeToDetectMicros()).hasValue(micros(25) - micros(20.3));
    assertThat(explanation.timeToRecoverMicros()).hasValue(micros(2.5));
    assertThat(explanation.evidence())
        .isEqualTo(
            "p95 response time rose from 20 ms to 300 ms 0.7 s after fault slow (kind on target)"
                + " became active, and was back to normal 2.5 s after its heal");
  }

  @Test
  void timesAreNeverNegative() {
    fault("slow", 20, 28, 30);

    Explanation explanation = explain(degradation(20, 24));

    assertThat(explanation.timeToDetectMicros()).hasValue(0);
    assertThat(explanation.timeToRecoverMicros()).hasValue(0);
    assertThat(explanation.evidence()).endsWith("while that was still in place");
  }

  @Test
  void withoutAnObservedEffectTheIntentCounts() {
    event("slow", FaultPhase.INJECTING, 20);

    Explanation explanation = explain(degradation(21, OptionalLong.empty()));

    assertThat(explanation.timeToDetectMicros()).hasValue(micros(5));
    assertThat(explanation.timeToRecoverMicros()).isEmpty();
    assertThat(explanation.evidence())
        .endsWith("1.0 s after fault slow (kind on target) was injected");
  }

  @Test
  void theReportOfAFaultSaysWhetherItHadAnEffect() {
    fault("slow", 20, 20.3, 30);
    fault("idle", 50, 50.3, 55);

    List<FaultReport> reports = FaultReports.of(timeline(), List.of(degradation(21, 30)));

    assertThat(reports).extracting(FaultReport::fault).containsExactly("slow", "idle");
    assertThat(reports).extracting(FaultReport::effective).containsExactly(true, false);
    assertThat(reports.getFirst().healedMicros()).hasValue(micros(30));
  }

  private Explanation explain(Degradation degradation) {
    return OnsetAttribution.explain(List.of(degradation), timeline()).getFirst();
  }

  private FaultTimeline timeline() {
    return FaultTimeline.EMPTY.with(events);
  }

  private static Degradation degradation(double onset, double end) {
    return degradation(onset, OptionalLong.of(micros(end)));
  }

  private static Degradation degradation(double onset, OptionalLong end) {
    return new Degradation(
        Windows.SERIES,
        Metric.RESPONSE_TIME_P95,
        micros(onset),
        micros(onset + 4),
        end,
        20_000,
        300_000);
  }

  private void fault(String name, double injecting, double active, double healed) {
    event(name, FaultPhase.INJECTING, injecting);
    event(name, FaultPhase.ACTIVE, active);
    event(name, FaultPhase.HEALED, healed);
  }

  private void event(String name, FaultPhase phase, double second) {
    events.add(
        new FaultEvent(Windows.RUN, name, "kind", "target", phase, micros(second), "detail"));
  }

  private static long micros(double second) {
    return Math.round(second * Windows.SECOND);
  }
}
