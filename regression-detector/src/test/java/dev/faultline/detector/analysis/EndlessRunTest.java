package dev.faultline.detector.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.detector.detect.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** A run of a probe once a minute, which somebody ends. */
class EndlessRunTest {

  private static final long START = ScriptedRun.START;
  private static final int MINUTES = 12;

  private final RunAnalysis analysis = new RunAnalysis();
  private final List<Output> told = new ArrayList<>();

  @Test
  void endedBySomebodyItIsJudgedByWhatWasSeen() {
    run(_ -> false);

    assertThat(verdict().verdict()).as("%s", verdict().reasons()).isEqualTo(Verdict.PASS);
    assertThat(verdict().aborted()).isFalse();
    assertThat(verdict().reasons()).isEmpty();
  }

  @Test
  void probesThatFailInARowAreARegressionWhileTheyDo() {
    run(minute -> minute == 5 || minute == 6);

    assertThat(told)
        .filteredOn(Output.News.class::isInstance)
        .extracting(each -> ((Output.News) each).event().phase())
        .startsWith(RegressionPhase.OPENED)
        .endsWith(RegressionPhase.RESOLVED);
    assertThat(verdict().verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void oneThatFailsAloneIsUpToTheThresholds() {
    run(minute -> minute == 5);

    assertThat(verdict().regressions()).isEmpty();
    assertThat(verdict().verdict()).isEqualTo(Verdict.PASS);
  }

  private void run(IntPredicate fails) {
    told.addAll(analysis.started(plan(), START));
    for (int second = 0; second < MINUTES * 60; second++) {
      long at = START + second * Windows.SECOND;
      boolean probed = second % 60 == 0;
      told.addAll(
          analysis.accept(
              probed
                  ? Windows.failing(at, 1, fails.test(second / 60) ? 1 : 0, 13)
                  : Windows.silent(at, 0)));
      told.addAll(analysis.accept(progress(second + 1, false)));
    }
    long end = START + MINUTES * 60 * Windows.SECOND;
    analysis.abortRequested(new Output.Abort(Windows.RUN, end, "Ctrl-C"));
    told.addAll(analysis.accept(progress(MINUTES * 60, true)));
  }

  private RunVerdict verdict() {
    return told.getLast() instanceof Output.Judged(RunVerdict verdict)
        ? verdict
        : fail("no verdict");
  }

  private static RunVerdict fail(String why) {
    throw new AssertionError(why);
  }

  private static RunProgress progress(int seconds, boolean finished) {
    long due = Math.ceilDiv(seconds, 60);
    return new RunProgress(
        Windows.RUN,
        START + seconds * Windows.SECOND,
        finished,
        due,
        due,
        due,
        0,
        0,
        0,
        GeneratorHealth.PERFECT);
  }

  private static Plan plan() {
    String yaml =
        """
        name: watch
        targets: { shop: { http: "http://127.0.0.1:1" } }
        scenarios:
          checkout:
            target: shop
            load: { model: probe, every: 1m }
            steps: [ { name: place-order, request: { path: / } } ]
        thresholds: { http_req_failed: [ "rate<0.1" ] }
        """;
    return switch (PlanReader.read(new PlanSource("watch.yaml", yaml, Map.of()))) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid invalid -> throw new AssertionError(invalid);
    };
  }
}
