package dev.faultline.cli.report.junit;

import dev.faultline.cli.report.Numbers;
import dev.faultline.cli.report.figures.FaultStory;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.junit.Expectation.Met;
import dev.faultline.cli.report.junit.Expectation.NotJudged;
import dev.faultline.cli.report.junit.Expectation.NotMet;
import dev.faultline.cli.report.junit.Expectation.NotShown;
import dev.faultline.cli.report.junit.Expectation.Result;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.threshold.Threshold;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that is expected of a run: valid load, thresholds, no degradation without an explanation, and
 * that each fault took effect and was recovered from. While the run as a whole is inconclusive only
 * the load and failed faults are told as errors; nothing else is judged then, for what was measured
 * cannot be trusted.
 */
final class Expectations {

  private final RunRecord run;
  private final RunFigures figures;
  private final List<Expectation> all = new ArrayList<>();

  private Expectations(RunRecord run, RunFigures figures) {
    this.run = run;
    this.figures = figures;
  }

  static List<Expectation> of(RunRecord run, RunFigures figures) {
    Expectations expectations = new Expectations(run, figures);
    expectations.add("load", "the load was valid and all of it was measured", expectations.load());
    expectations.thresholds();
    expectations.add("regressions", "no unexplained degradation", expectations.noneUnexplained());
    figures
        .faults()
        .forEach(
            fault ->
                expectations.add(
                    "faults",
                    fault.name() + " became ACTIVE and was recovered from",
                    expectations.fault(fault)));
    return List.copyOf(expectations.all);
  }

  private void add(String group, String name, Result result) {
    all.add(new Expectation(group, name, result));
  }

  private Optional<Verdict> verdict() {
    return run.verdict().map(RunVerdict::verdict);
  }

  private boolean conclusive() {
    return verdict().filter(verdict -> verdict != Verdict.INCONCLUSIVE).isPresent();
  }

  /** What is said instead of a judgement that the run does not allow. */
  private NotJudged notJudged(String observed) {
    String why = verdict().map(verdict -> "the run is " + verdict).orElse("the run has no verdict");
    return new NotJudged(why + "; " + observed);
  }

  private Result load() {
    if (!conclusive()) {
      List<String> reasons =
          run.verdict()
              .map(RunVerdict::reasons)
              .orElseGet(() -> run.unfinished().stream().toList());
      return new NotShown(
          verdict().map(Verdict::toString).orElse("NO VERDICT") + first(reasons),
          String.join("\n", reasons));
    }
    double dropped = figures.totals().droppedShare();
    if (dropped > run.plan().maxDroppedShare()) {
      return new NotShown(
          "%s of the due arrivals were dropped; the plan allows %s"
              .formatted(Numbers.percent(dropped), Numbers.percent(run.plan().maxDroppedShare())),
          "");
    }
    return new Met();
  }

  private static String first(List<String> reasons) {
    return reasons.isEmpty() ? "" : ": " + reasons.getFirst();
  }

  private void thresholds() {
    if (run.verdict().isEmpty()) {
      for (Threshold threshold : run.plan().thresholds()) {
        String condition = threshold.written() + " " + threshold.expression().written();
        add("thresholds", condition, notJudged("not measured"));
      }
      return;
    }
    for (ThresholdResult result : run.verdict().get().thresholds()) {
      add("thresholds", result.metric() + " " + result.expression(), threshold(result));
    }
  }

  private Result threshold(ThresholdResult result) {
    if (result.observed().isEmpty()) {
      return conclusive()
          ? new NotShown("NO_DATA: nothing was measured for it", "")
          : notJudged("NO_DATA");
    }
    String observed = "observed " + Numbers.significant(result.observed().getAsDouble());
    if (!conclusive()) {
      return notJudged(observed);
    }
    return result.held() ? new Met() : new NotMet("did not hold, " + observed + abort(result), "");
  }

  private String abort(ThresholdResult result) {
    return result.abortedAtMicros().isEmpty()
        ? ""
        : " at %s, when it asked for the end of the run"
            .formatted(Numbers.time(result.abortedAtMicros().getAsLong(), figures.span()));
  }

  private Result noneUnexplained() {
    List<RegressionEvent> bad = figures.regressions().stream().filter(this::unexplained).toList();
    if (!conclusive()) {
      return notJudged(bad.size() + " found");
    }
    return bad.isEmpty()
        ? new Met()
        : new NotMet(
            bad.stream()
                .map(event -> event.id() + " is " + event.explanation().attribution())
                .collect(Collectors.joining(", ")),
            bad.stream().map(Expectations::told).collect(Collectors.joining("\n")));
  }

  /** An explained one that lasts is held against its fault, where that is known. */
  private boolean unexplained(RegressionEvent event) {
    return switch (event.explanation().attribution()) {
      case UNEXPLAINED, PRE_EXISTING, AMBIGUOUS -> true;
      case EXPLAINED, CASCADE ->
          lasting(event) && figures.faults().stream().noneMatch(fault -> explains(fault, event));
    };
  }

  private static boolean explains(FaultStory fault, RegressionEvent event) {
    return event.explanation().fault().equals(Optional.of(fault.name()));
  }

  private static boolean lasting(RegressionEvent event) {
    Attribution attribution = event.explanation().attribution();
    return (attribution == Attribution.EXPLAINED || attribution == Attribution.CASCADE)
        && event.phase() != RegressionPhase.RESOLVED;
  }

  private static String told(RegressionEvent event) {
    return "%s %s: %s"
        .formatted(event.id(), event.explanation().attribution(), event.explanation().evidence());
  }

  private Result fault(FaultStory fault) {
    FaultPhase last = fault.lastPhase().orElse(FaultPhase.PLANNED);
    if (!conclusive() && last != FaultPhase.FAILED) {
      return notJudged("the fault's last phase is " + last);
    }
    List<RegressionEvent> lasting =
        figures.regressions().stream()
            .filter(event -> lasting(event) && explains(fault, event))
            .toList();
    if (conclusive() && !lasting.isEmpty()) {
      return new NotMet(
          "the target had not recovered from it when the run ended",
          lasting.stream().map(Expectations::told).collect(Collectors.joining("\n")));
    }
    return phases(fault, last);
  }

  private static Result phases(FaultStory fault, FaultPhase last) {
    String detail = fault.phases().isEmpty() ? "" : fault.phases().get(last).detail();
    if (!fault.phases().containsKey(FaultPhase.ACTIVE)) {
      return new NotShown("never ACTIVE, its last phase is " + last, detail);
    }
    return last == FaultPhase.RECOVERED
        ? new Met()
        : new NotShown("not RECOVERED, its last phase is " + last, detail);
  }
}
