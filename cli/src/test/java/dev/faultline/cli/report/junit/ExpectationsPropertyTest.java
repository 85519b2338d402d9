package dev.faultline.cli.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.SampleRun;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.junit.Expectation.NotMet;
import dev.faultline.cli.report.junit.Expectation.NotShown;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.detector.verdict.Decision;
import dev.faultline.detector.verdict.LoadQuality;
import dev.faultline.detector.verdict.RunFacts;
import dev.faultline.detector.verdict.VerdictRules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a reader of test reports sees agrees with the verdict that the detector's rules give. */
class ExpectationsPropertyTest {

  private static final RunRecord DEMO = SampleRun.demo();
  private static final RegressionEvent SOME = DEMO.regressions().getFirst();

  @Provide
  Arbitrary<ThresholdResult> thresholds() {
    return Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false))
        .as(
            (measured, held) ->
                new ThresholdResult(
                    "http_reqs",
                    "rate>1",
                    measured ? OptionalDouble.of(1) : OptionalDouble.empty(),
                    measured && held));
  }

  @Provide
  Arbitrary<RegressionEvent> regressions() {
    return Combinators.combine(
            Arbitraries.of(Attribution.class),
            Arbitraries.of(RegressionPhase.class),
            Arbitraries.of(Optional.of("payments-latency"), Optional.<String>empty()))
        .as(
            (attribution, phase, fault) ->
                new RegressionEvent(
                    "r-" + attribution + phase + fault,
                    phase,
                    SOME.atMicros(),
                    SOME.degradation(),
                    new Explanation(
                        attribution, fault, "", OptionalLong.empty(), OptionalLong.empty())));
  }

  @Property(tries = 300)
  void failuresAreThereExactlyWhenTheVerdictIsFail(
      @ForAll("thresholds") ThresholdResult threshold,
      @ForAll("regressions") RegressionEvent regression,
      @ForAll boolean degraded,
      @ForAll FaultPhase last,
      @ForAll boolean aborted) {
    RunRecord run = judged(threshold, degraded ? List.of(regression) : List.of(), last, aborted);
    Verdict verdict = run.verdict().orElseThrow().verdict();
    List<Expectation> expectations = Expectations.of(run, RunFigures.of(run));

    assertThat(some(NotMet.class, expectations)).isEqualTo(verdict == Verdict.FAIL);
    if (verdict == Verdict.INCONCLUSIVE) {
      assertThat(some(NotShown.class, expectations)).isTrue();
      assertThat(some(Expectation.Met.class, expectations)).isFalse();
    }
  }

  private static boolean some(Class<?> result, List<Expectation> expectations) {
    return expectations.stream().anyMatch(one -> result.isInstance(one.result()));
  }

  private static RunRecord judged(
      ThresholdResult threshold,
      List<RegressionEvent> regressions,
      FaultPhase last,
      boolean aborted) {
    RunVariant run =
        new RunVariant().brief().thresholds(threshold).regressions(regressions).faultUpTo(last);
    RunVerdict demo = DEMO.verdict().orElseThrow();
    LoadQuality load = new LoadQuality();
    load.observe(DEMO.windows().getFirst());
    load.observe(demo.totals());
    Decision decision =
        VerdictRules.decide(
            new RunFacts(
                DEMO.plan(),
                demo.startMicros(),
                aborted,
                load,
                List.of(threshold),
                run.faults(),
                regressions,
                List.of(),
                OptionalLong.empty()));
    return run.verdict(decision.verdict(), decision.reasons().toArray(String[]::new)).run();
  }
}
