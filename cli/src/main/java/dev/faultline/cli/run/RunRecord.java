package dev.faultline.cli.run;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All that was heard about one run on its topics, in the order it was heard; what a report is made
 * of. Windows and progress are in event-time order, for they share a partition.
 *
 * @param runEvents at least Submitted
 * @param windows base windows only; decoded anew by each access, for they are large: go through
 *     them once, in order
 * @param regressions every event of every regression; the last of each id holds
 * @param verdict empty when the run ended without one
 * @param unfinished one sentence on why there is no verdict; present exactly when it is missing
 * @param planted what the demo hid in the run, when this is the demo
 */
public record RunRecord(
    RunId runId,
    Plan plan,
    List<RunEvent> runEvents,
    List<WindowStats> windows,
    List<RunProgress> progress,
    List<FaultEvent> faultEvents,
    List<RegressionEvent> regressions,
    Optional<RunVerdict> verdict,
    Optional<String> unfinished,
    Optional<Planted> planted) {

  public RunRecord {
    runEvents = List.copyOf(runEvents);
    windows = Collections.unmodifiableList(windows);
    progress = List.copyOf(progress);
    faultEvents = List.copyOf(faultEvents);
    regressions = List.copyOf(regressions);
    if (verdict.isPresent() == unfinished.isPresent()) {
      throw new IllegalArgumentException("a run has a verdict, or a reason why it has none");
    }
  }

  /** What a reader should know before believing the rest, one sentence each. */
  public List<String> cautions() {
    return plan.uncheckedTargets().stream()
        .map(target -> "the certificate of target '%s' was not checked".formatted(target.name()))
        .toList();
  }

  /** The same run with what the demo had planted in it. */
  public RunRecord with(Planted facts) {
    return new RunRecord(
        runId,
        plan,
        runEvents,
        windows,
        progress,
        faultEvents,
        regressions,
        verdict,
        unfinished,
        Optional.of(facts));
  }
}
