package dev.faultline.detector.verdict;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.Series;
import java.util.List;
import java.util.OptionalLong;

/**
 * All that a verdict is made of.
 *
 * @param startMicros time zero of the run, microseconds since the epoch
 * @param aborted whether the run was ended early
 * @param load what is known of the load, with the run's final progress in it
 * @param regressions the last event of each
 * @param unjudged series for which there was no baseline
 * @param judgedSinceMicros since when there was a baseline, microseconds since the epoch
 */
public record RunFacts(
    Plan plan,
    long startMicros,
    boolean aborted,
    LoadQuality load,
    List<ThresholdResult> thresholds,
    List<FaultReport> faults,
    List<RegressionEvent> regressions,
    List<Series> unjudged,
    OptionalLong judgedSinceMicros) {}
