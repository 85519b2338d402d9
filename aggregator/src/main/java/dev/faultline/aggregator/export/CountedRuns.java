package dev.faultline.aggregator.export;

import dev.faultline.core.run.RunId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which windows have been counted. After a failure the topology emits windows again that it had
 * emitted in the transaction that was lost; a counter must not count them twice. Bounded: the runs
 * heard of least recently are forgotten.
 */
final class CountedRuns {

  private static final int MAX_RUNS = 64;

  private final Map<RunId, Long> untilMicros =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Long> eldest) {
          return size() > MAX_RUNS;
        }
      };

  /** Whether the run's window that ends then is seen for the first time. */
  boolean isNew(RunId runId, long endMicros) {
    Long until = untilMicros.get(runId);
    if (until != null && endMicros <= until) {
      return false;
    }
    untilMicros.put(runId, endMicros);
    return true;
  }
}
