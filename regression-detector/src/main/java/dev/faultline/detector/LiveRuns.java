package dev.faultline.detector;

import dev.faultline.core.run.RunId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/**
 * The runs that are watched, {@code faultline_run_info{run_id,plan}}: the one metric with a run's
 * id. A series is there from the run's start until its end. Thread-safe.
 */
final class LiveRuns {

  /** More at once are watched, but not shown. */
  static final int MAX_RUNS = 100;

  private final MeterRegistry registry;
  private final Map<RunId, Gauge> shown = new HashMap<>();

  LiveRuns(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param plan the plan's name
   */
  synchronized void started(RunId runId, String plan) {
    if (shown.size() < MAX_RUNS) {
      shown.computeIfAbsent(runId, id -> info(id, plan));
    }
  }

  synchronized void forget(RunId runId) {
    Gauge gauge = shown.remove(runId);
    if (gauge != null) {
      registry.remove(gauge);
    }
  }

  private Gauge info(RunId runId, String plan) {
    return Gauge.builder("faultline.run.info", () -> 1)
        .description("Runs under way; always 1")
        .tag("run_id", runId.toString())
        .tag("plan", plan)
        .register(registry);
  }
}
