package dev.faultline.detector.topology;

import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.verdict.RunVerdict;

/**
 * Hears what the topology tells, for metrics. It is called on stream threads, before the
 * transaction commits: after a failure the same is heard again.
 */
public interface TopologyListener {

  /** Hears nothing. */
  TopologyListener NONE =
      new TopologyListener() {
        @Override
        public void started(RunId runId, String plan) {}

        @Override
        public void reached(RunId runId, long watermarkMicros) {}

        @Override
        public void regression(RegressionEvent event) {}

        @Override
        public void restored(RegressionEvent event) {}

        @Override
        public void verdict(RunVerdict verdict) {}

        @Override
        public void forget(RunId runId) {}

        @Override
        public void undecodable() {}
      };

  /**
   * A run began, or is gone on with after a restart.
   *
   * @param plan the plan's name
   */
  void started(RunId runId, String plan);

  /**
   * All windows of a run up to then have been read.
   *
   * @param watermarkMicros event time, microseconds since the epoch
   */
  void reached(RunId runId, long watermarkMicros);

  /** News of a regression. */
  void regression(RegressionEvent event);

  /** The last news of a regression that was told before a restart. */
  void restored(RegressionEvent event);

  /** A run is judged. */
  void verdict(RunVerdict verdict);

  /** Nothing more will be told of the run. */
  void forget(RunId runId);

  /** A record goes to the dead letters. */
  void undecodable();
}
