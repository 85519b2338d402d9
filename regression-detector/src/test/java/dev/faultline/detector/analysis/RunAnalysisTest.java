package dev.faultline.detector.analysis;

import static dev.faultline.detector.analysis.ScriptedRun.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.detector.detect.Windows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunAnalysisTest {

  private final RunAnalysis analysis = new RunAnalysis();
  private final List<Output> told = new ArrayList<>();

  @Test
  void aDegradationByTheFaultAloneIsExplainedAndTheRunPasses() {
    play(ScriptedRun.explained(Windows.RUN));

    assertThat(news())
        .extracting(RegressionEvent::phase)
        .containsExactly(RegressionPhase.OPENED, RegressionPhase.RESOLVED);
    RegressionEvent last = news().getLast();
    assertThat(last.id()).isEqualTo("checkout/place-order/RESPONSE_TIME_P95/" + at(20));
    assertThat(last.degradation().endMicros()).hasValue(at(30));
    assertThat(last.explanation().attribution()).isEqualTo(Attribution.EXPLAINED);
    assertThat(last.explanation().fault()).contains("slow");
    assertThat(last.explanation().timeToDetectMicros()).hasValue(at(24) - at(20.3));
    assertThat(last.explanation().timeToRecoverMicros()).hasValue(0);
    assertThat(last.explanation().evidence())
        .isEqualTo(
            "p95 response time rose from 22 ms to 272 ms within a second of the moment that fault slow"
                + " (proxy-latency on payments) became active, and was back to normal within a"
                + " second of its heal");
    assertThat(verdict().verdict()).isEqualTo(Verdict.PASS);
    assertThat(verdict().reasons()).isEmpty();
    assertThat(verdict().faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.phase()).isEqualTo(FaultPhase.RECOVERED);
              assertThat(fault.effective()).isTrue();
              assertThat(fault.activeMicros()).hasValue(at(20.3));
            });
  }

  @Test
  void aDegradationThatNoFaultExplainsFailsTheRun() {
    play(ScriptedRun.withSurprise(Windows.RUN));

    assertThat(verdict().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(verdict().regressions())
        .extracting(event -> event.explanation().attribution())
        .containsExactly(Attribution.EXPLAINED, Attribution.UNEXPLAINED);
    assertThat(verdict().regressions().getLast().degradation().onsetMicros()).isEqualTo(at(45));
    assertThat(verdict().reasons())
        .singleElement()
        .asString()
        .isEqualTo(
            "checkout/place-order degraded, and no injected fault explains it: p95 response time"
                + " rose from 22 ms to 102 ms 15.0 s after the last fault slow (proxy-latency on"
                + " payments) had been healed");
  }

  @Test
  void aRegressionIsToldAsItHappens() {
    ScriptedRun run = ScriptedRun.explained(Windows.RUN);
    told.addAll(analysis.started(run.plan(), ScriptedRun.START));
    run.faults().forEach(record -> told.addAll(analysis.accept(record)));
    run.windows().subList(0, 2 * 24).forEach(record -> told.addAll(analysis.accept(record)));

    assertThat(news())
        .singleElement()
        .satisfies(event -> assertThat(event.atMicros()).isEqualTo(at(24)));
  }

  @Test
  void aFaultWithoutVisibleEffectIsReportedSo() {
    play(new ScriptedRun(Windows.RUN, second -> 0));

    assertThat(news()).isEmpty();
    assertThat(verdict().verdict()).isEqualTo(Verdict.PASS);
    assertThat(verdict().faults()).singleElement().matches(fault -> !fault.effective());
  }

  @Test
  void detectionGoesOnWithoutTheInjectorAndAttributionFollows() {
    ScriptedRun run = ScriptedRun.explained(Windows.RUN);
    told.addAll(analysis.started(run.plan(), ScriptedRun.START));
    run.windows().forEach(record -> told.addAll(analysis.accept(record)));

    assertThat(news())
        .extracting(event -> event.explanation().attribution())
        .containsOnly(Attribution.UNEXPLAINED);
    assertThat(analysis.judged()).isFalse();

    run.faults().forEach(record -> told.addAll(analysis.accept(record)));
    assertThat(verdict().verdict()).isEqualTo(Verdict.PASS);
    assertThat(verdict().regressions())
        .singleElement()
        .matches(event -> event.explanation().attribution() == Attribution.EXPLAINED)
        .isEqualTo(news().getLast());
  }

  @Test
  void aSecondWaitsForItsFaultsForFiveSeconds() {
    ScriptedRun run = ScriptedRun.explained(Windows.RUN);
    told.addAll(analysis.started(run.plan(), ScriptedRun.START));
    List<WindowRecord> windows = run.windows();
    windows.subList(0, 2 * 28).forEach(record -> told.addAll(analysis.accept(record)));
    assertThat(told).isEmpty();

    windows.subList(2 * 28, 2 * 29).forEach(record -> told.addAll(analysis.accept(record)));
    assertThat(news()).hasSize(1);
  }

  @Test
  void anAbortedRunNeverPasses() {
    ScriptedRun run = ScriptedRun.explained(Windows.RUN);
    told.addAll(analysis.started(run.plan(), ScriptedRun.START));
    analysis.abortRequested(new Output.Abort(run.run, at(30.5), "Ctrl-C"));
    run.faults().forEach(record -> told.addAll(analysis.accept(record)));
    run.windows().forEach(record -> told.addAll(analysis.accept(record)));

    assertThat(verdict().aborted()).isTrue();
    assertThat(verdict().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aBrokenThresholdEndsTheRunAtTheSecondThatShowsItAndFailsIt() {
    ScriptedRun run = ScriptedRun.ofImpatience(Windows.RUN);
    told.addAll(analysis.started(run.plan(), ScriptedRun.START));
    run.faults().forEach(record -> told.addAll(analysis.accept(record)));
    run.windows().subList(0, 2 * 25).forEach(record -> told.addAll(analysis.accept(record)));

    // 20 fast seconds, then slow ones: after the third a tenth of all results is slow.
    String why = "threshold http_req_duration: p(90)<100 did not hold, it was 263.2";
    assertThat(told)
        .filteredOn(Output.Abort.class::isInstance)
        .containsExactly(new Output.Abort(run.run, at(23), why));

    told.addAll(analysis.accept(run.progress(25, true)));
    assertThat(verdict().aborted()).isTrue();
    assertThat(verdict().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(verdict().reasons().getFirst())
        .isEqualTo(why + ", and asked for the end of the run 23.0 s into it");
    assertThat(verdict().thresholds())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.held()).isFalse();
              assertThat(result.abortedAtMicros()).hasValue(at(23));
            });
  }

  @Test
  void theRequestOfAThresholdAloneDoesNotMakeARunThatGoesOnAnAbortedOne() {
    ScriptedRun run = ScriptedRun.ofImpatience(Windows.RUN);
    play(run);
    RunVerdict unheard = verdict();

    RunAnalysis second = new RunAnalysis();
    Output.Abort ours =
        told.stream()
            .filter(Output.Abort.class::isInstance)
            .map(Output.Abort.class::cast)
            .findFirst()
            .orElseThrow();
    second.abortRequested(ours);
    told.clear();
    told.addAll(second.started(run.plan(), ScriptedRun.START));
    run.faults().forEach(record -> told.addAll(second.accept(record)));
    run.windows().forEach(record -> told.addAll(second.accept(record)));

    assertThat(verdict()).as("whenever it comes back").isEqualTo(unheard);
    assertThat(verdict().aborted()).isFalse();
    assertThat(verdict().verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aThresholdThatBreaksWhenTheLoadIsOverEndsNothing() {
    ScriptedRun run = ScriptedRun.ofImpatience(Windows.RUN);
    told.addAll(analysis.started(run.plan(), ScriptedRun.START));
    run.faults().forEach(record -> told.addAll(analysis.accept(record)));
    List<WindowRecord> windows = run.windows();
    windows.subList(0, 2 * 20).forEach(record -> told.addAll(analysis.accept(record)));
    for (int second = 60; second < 70; second++) {
      told.addAll(analysis.accept(Windows.of(run.run, Windows.ok(at(second), 100, 300, 300))));
      told.addAll(analysis.accept(run.progress(second + 1, false)));
    }
    told.addAll(analysis.accept(run.progress(70, true)));

    assertThat(told).noneMatch(Output.Abort.class::isInstance);
    assertThat(verdict().thresholds()).singleElement().matches(result -> !result.held());
  }

  @Test
  void aRunThatWasDueLessThanItsPlanWasEndedEarly() {
    ScriptedRun run = ScriptedRun.explained(Windows.RUN);
    told.addAll(analysis.started(run.plan(), ScriptedRun.START));
    run.faults().forEach(record -> told.addAll(analysis.accept(record)));
    run.windows().subList(0, 2 * 40).forEach(record -> told.addAll(analysis.accept(record)));
    told.addAll(analysis.accept(run.progress(40, true)));

    assertThat(verdict().aborted()).isTrue();
    assertThat(verdict().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aRunOfUsersIsAsLongAsItsPlanHoweverFewIterationsTheyDo() {
    play(ScriptedRun.ofUsers(Windows.RUN));

    assertThat(verdict().aborted()).isFalse();
    assertThat(verdict().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aRunOfUsersThatWasShorterThanItsPlanWasEndedEarly() {
    ScriptedRun run = ScriptedRun.ofUsers(Windows.RUN);
    told.addAll(analysis.started(run.plan(), ScriptedRun.START));
    run.faults().forEach(record -> told.addAll(analysis.accept(record)));
    run.windows().subList(0, 2 * 40).forEach(record -> told.addAll(analysis.accept(record)));
    told.addAll(analysis.accept(run.progress(40, true)));

    assertThat(verdict().aborted()).isTrue();
    assertThat(verdict().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aRunWhoseIterationsAreUsedUpIsOverAndWasNotEndedEarly() {
    play(ScriptedRun.ofUsersWithIterations(Windows.RUN, 6_000));

    assertThat(verdict().aborted()).isFalse();
    assertThat(verdict().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aRunThatHasIterationsLeftWasEndedEarly() {
    play(ScriptedRun.ofUsersWithIterations(Windows.RUN, 6_001));

    assertThat(verdict().aborted()).isTrue();
  }

  @Test
  void whatLastsWhenTheRunEndsIsToldOnceMoreAndHasNotRecovered() {
    play(new ScriptedRun(Windows.RUN, second -> second >= 20 ? 250 : 0));

    assertThat(news().getLast().phase()).isEqualTo(RegressionPhase.UPDATED);
    assertThat(news().getLast().atMicros()).isEqualTo(at(60));
    assertThat(verdict().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(verdict().reasons())
        .singleElement()
        .asString()
        .startsWith("checkout/place-order had not recovered from fault slow when the run ended");
  }

  @Test
  void recordsBeforeTheStartAreKept() {
    ScriptedRun run = ScriptedRun.withSurprise(Windows.RUN);
    run.windows().forEach(record -> told.addAll(analysis.accept(record)));
    run.faults().forEach(record -> told.addAll(analysis.accept(record)));
    assertThat(told).isEmpty();

    told.addAll(analysis.started(run.plan(), ScriptedRun.START));
    assertThat(verdict().verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void nothingIsToldAfterTheVerdict() {
    ScriptedRun run = ScriptedRun.explained(Windows.RUN);
    play(run);
    FaultRecord late = new FaultProgress(Windows.RUN, at(70), true);

    assertThat(analysis.judged()).isTrue();
    assertThat(analysis.accept(late)).isEmpty();
    assertThat(analysis.accept(run.progress(61, true))).isEmpty();
  }

  private void play(ScriptedRun run) {
    told.addAll(analysis.started(run.plan(), ScriptedRun.START));
    run.faults().forEach(record -> told.addAll(analysis.accept(record)));
    run.windows().forEach(record -> told.addAll(analysis.accept(record)));
  }

  private List<RegressionEvent> news() {
    return told.stream()
        .filter(Output.News.class::isInstance)
        .map(output -> ((Output.News) output).event())
        .toList();
  }

  private RunVerdict verdict() {
    assertThat(told.getLast()).isInstanceOf(Output.Judged.class);
    return ((Output.Judged) told.getLast()).verdict();
  }
}
