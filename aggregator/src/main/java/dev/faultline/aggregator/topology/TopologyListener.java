package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.Acceptance;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowRecord;

/**
 * Hears what the topology does, for metrics. It is called on stream threads, before the transaction
 * commits: after a failure the same windows are emitted, and heard of, again.
 */
public interface TopologyListener {

  /** Hears nothing. */
  TopologyListener NONE =
      new TopologyListener() {
        @Override
        public void emitted(WindowRecord record) {}

        @Override
        public void left(RunId runId) {}

        @Override
        public void notCounted(Acceptance why) {}

        @Override
        public void undecodable() {}
      };

  /** A record goes to {@code faultline.windows}. */
  void emitted(WindowRecord record);

  /** Nothing more of the run comes from here: it is abandoned, or another instance goes on. */
  void left(RunId runId);

  /** A shard's record is no part of any window. */
  void notCounted(Acceptance why);

  /** A record goes to the dead letters. */
  void undecodable();
}
