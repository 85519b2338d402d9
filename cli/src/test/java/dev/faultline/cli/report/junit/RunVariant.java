package dev.faultline.cli.report.junit;

import dev.faultline.cli.report.SampleRun;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.WindowStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The demo's run with something changed in it. */
final class RunVariant {

  private static final RunRecord DEMO = SampleRun.demo();

  private final RunVerdict was = DEMO.verdict().orElseThrow();
  private Verdict verdict = was.verdict();
  private List<String> reasons = was.reasons();
  private List<ThresholdResult> thresholds = was.thresholds();
  private List<RegressionEvent> regressions = was.regressions();
  private List<FaultReport> faults = was.faults();
  private List<FaultEvent> faultEvents = DEMO.faultEvents();
  private List<WindowStats> windows = DEMO.windows();
  private double maxDroppedShare = DEMO.plan().maxDroppedShare();

  RunVariant verdict(Verdict changed, String... why) {
    verdict = changed;
    reasons = List.of(why);
    return this;
  }

  RunVariant thresholds(ThresholdResult... changed) {
    thresholds = List.of(changed);
    return this;
  }

  RunVariant regressions(List<RegressionEvent> changed) {
    regressions = changed;
    return this;
  }

  RunVariant maxDroppedShare(double changed) {
    maxDroppedShare = changed;
    return this;
  }

  /** The fault goes as far as that; an end other than RECOVERED comes after HEALED. */
  RunVariant faultUpTo(FaultPhase last) {
    faultEvents = new ArrayList<>();
    for (FaultEvent event : DEMO.faultEvents()) {
      if (event.phase().compareTo(last) <= 0
          && (event.phase() == last || !event.phase().terminal())) {
        faultEvents.add(event);
      }
    }
    FaultEvent end = faultEvents.getLast();
    if (end.phase() != last) {
      faultEvents.add(
          new FaultEvent(
              end.runId(), end.fault(), end.kind(), end.target(), last, end.atMicros(), "why"));
    }
    OptionalLong unknown = OptionalLong.empty();
    faults =
        List.of(
            new FaultReport(
                end.fault(),
                end.kind(),
                end.target(),
                last,
                "why",
                unknown,
                unknown,
                unknown,
                unknown,
                false));
    return this;
  }

  /** With one window only, for tests that make many runs. */
  RunVariant brief() {
    windows = windows.subList(0, 1);
    return this;
  }

  List<FaultReport> faults() {
    return faults;
  }

  RunRecord run() {
    Plan plan = DEMO.plan();
    return new RunRecord(
        DEMO.runId(),
        new Plan(
            plan.name(),
            plan.targets(),
            plan.proxies(),
            plan.scenarios(),
            plan.faults(),
            plan.thresholds(),
            maxDroppedShare),
        DEMO.runEvents(),
        windows,
        DEMO.progress(),
        faultEvents,
        regressions,
        Optional.of(
            new RunVerdict(
                was.runId(),
                was.plan(),
                verdict,
                reasons,
                was.aborted(),
                was.startMicros(),
                was.endMicros(),
                was.totals(),
                thresholds,
                faults,
                regressions)),
        Optional.empty(),
        Optional.empty());
  }
}
