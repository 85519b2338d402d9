package dev.faultline.core.verdict;

import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.window.RunProgress;
import java.util.List;

/**
 * The judgement of a whole run, on {@code faultline.verdicts}.
 *
 * @param plan the plan's name
 * @param reasons why, one sentence each; empty for a PASS
 * @param aborted whether the run was ended early on request
 * @param startMicros time zero of the run, microseconds since the epoch
 * @param endMicros end of the last window
 * @param totals the run's final progress
 * @param regressions the last event of each regression, by onset
 */
public record RunVerdict(
    RunId runId,
    String plan,
    Verdict verdict,
    List<String> reasons,
    boolean aborted,
    long startMicros,
    long endMicros,
    RunProgress totals,
    List<ThresholdResult> thresholds,
    List<FaultReport> faults,
    List<RegressionEvent> regressions) {

  public RunVerdict {
    reasons = List.copyOf(reasons);
    thresholds = List.copyOf(thresholds);
    faults = List.copyOf(faults);
    regressions = List.copyOf(regressions);
  }
}
