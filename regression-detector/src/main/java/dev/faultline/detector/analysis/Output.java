package dev.faultline.detector.analysis;

import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.verdict.RunVerdict;

/** What the analysis of a run tells. */
public sealed interface Output {

  /** News of a regression, as it happens. */
  record News(RegressionEvent event) implements Output {}

  /**
   * The run is to end early.
   *
   * @param atMicros the end of the second that showed why, microseconds since the epoch
   * @param reason one sentence, for people
   */
  record Abort(RunId runId, long atMicros, String reason) implements Output {}

  /** The judgement of the run; the last thing that is told. */
  record Judged(RunVerdict verdict) implements Output {}
}
