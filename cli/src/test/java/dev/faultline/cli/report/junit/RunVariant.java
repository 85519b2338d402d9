package dev.faultline.cli.report.junit;

import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.List;
import java.util.Optional;

/** A run with something changed in it. */
record RunVariant(RunRecord run) {

  static RunVariant of(RunRecord run) {
    return new RunVariant(run);
  }

  RunVariant verdict(Verdict verdict) {
    RunVerdict was = judged();
    return judged(
        new RunVerdict(
            was.runId(),
            was.plan(),
            verdict,
            verdict == Verdict.PASS ? List.of() : was.reasons(),
            was.aborted(),
            was.startMicros(),
            was.endMicros(),
            was.totals(),
            was.thresholds(),
            was.faults(),
            was.regressions()));
  }

  RunVariant thresholds(ThresholdResult... thresholds) {
    RunVerdict was = judged();
    return judged(with(was, List.of(thresholds), was.regressions()));
  }

  RunVariant regressions(RegressionEvent... regressions) {
    RunVerdict was = judged();
    return judged(with(was, was.thresholds(), List.of(regressions)));
  }

  RunVariant maxDroppedShare(double share) {
    Plan plan = run.plan();
    return new RunVariant(
        new RunRecord(
            run.runId(),
            new Plan(
                plan.name(),
                plan.targets(),
                plan.proxies(),
                plan.scenarios(),
                plan.faults(),
                plan.thresholds(),
                share),
            run.runEvents(),
            run.windows(),
            run.progress(),
            run.faultEvents(),
            run.regressions(),
            run.verdict(),
            run.unfinished(),
            run.planted()));
  }

  /** Nothing was heard of the faults after that phase. */
  RunVariant faultUpTo(FaultPhase last) {
    RunVerdict was = judged();
    RunVerdict without =
        new RunVerdict(
            was.runId(),
            was.plan(),
            was.verdict(),
            was.reasons(),
            was.aborted(),
            was.startMicros(),
            was.endMicros(),
            was.totals(),
            was.thresholds(),
            List.of(),
            was.regressions());
    return new RunVariant(
        new RunRecord(
            run.runId(),
            run.plan(),
            run.runEvents(),
            run.windows(),
            run.progress(),
            run.faultEvents().stream().filter(event -> event.phase().compareTo(last) <= 0).toList(),
            run.regressions(),
            Optional.of(without),
            run.unfinished(),
            run.planted()));
  }

  private static RunVerdict with(
      RunVerdict was, List<ThresholdResult> thresholds, List<RegressionEvent> regressions) {
    return new RunVerdict(
        was.runId(),
        was.plan(),
        was.verdict(),
        was.reasons(),
        was.aborted(),
        was.startMicros(),
        was.endMicros(),
        was.totals(),
        thresholds,
        was.faults(),
        regressions);
  }

  private RunVerdict judged() {
    return run.verdict().orElseThrow();
  }

  private RunVariant judged(RunVerdict verdict) {
    return new RunVariant(
        new RunRecord(
            run.runId(),
            run.plan(),
            run.runEvents(),
            run.windows(),
            run.progress(),
            run.faultEvents(),
            run.regressions(),
            Optional.of(verdict),
            run.unfinished(),
            run.planted()));
  }
}
