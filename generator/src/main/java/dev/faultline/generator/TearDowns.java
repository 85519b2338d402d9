package dev.faultline.generator;

import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What is to be done at the end of runs. Whoever owns the first shard of a run does it, and only
 * then lets what was told of that shard be forgotten: so who follows a generator that has died in
 * between knows that it is still to be done. It may then be done twice, but not left undone.
 *
 * <p>Not thread-safe.
 */
final class TearDowns {

  private static final System.Logger LOG = System.getLogger(TearDowns.class.getName());

  /** How plans call it; one without the word has none, and need not be kept. */
  private static final String KEY = "teardown";

  /** Longer than runs are followed. */
  private static final long KEPT_MICROS = TimeUnit.DAYS.toMicros(8);

  private final OnceSteps steps;
  private final Clock clock;
  private final Map<RunId, RunEvent.Started> known = new HashMap<>();
  private final Map<RunId, CompletableFuture<Void>> begun = new HashMap<>();

  TearDowns(OnceSteps steps, Clock clock) {
    this.steps = steps;
    this.clock = clock;
  }

  /** A run's load begins, so it will have an end. */
  void started(RunEvent.Started run) {
    long oldest = clock.epochMicros() - KEPT_MICROS;
    known.values().removeIf(other -> other.startMicros() < oldest);
    begun.keySet().retainAll(known.keySet());
    if (run.plan().yaml().contains(KEY)) {
      known.put(run.runId(), run);
    }
  }

  /** The run has ended: begins what is to be done, and says whether all of it is done. */
  boolean doneAfter(RunId runId) {
    RunEvent.Started run = known.get(runId);
    return run == null
        || begun.computeIfAbsent(runId, _ -> begin(run.runId(), run.plan())).isDone();
  }

  /** Does it for all of these runs now, and waits for the end, which their timeouts bound. */
  void finish(List<RunId> runs) {
    for (RunId runId : runs) {
      if (!doneAfter(runId)) {
        begun.get(runId).join();
      }
    }
  }

  /** Runs that have not been seen to be done. */
  List<RunId> open() {
    return List.copyOf(known.keySet());
  }

  /** Does it for a run that never came to its load. */
  CompletableFuture<Void> begin(RunId runId, PlanSource source) {
    return switch (PlanReader.read(source)) {
      case PlanOutcome.Valid valid when valid.plan().hasTearDown() -> {
        LOG.log(Level.INFO, "Run {0} has ended, and is cleaned up after", runId);
        yield steps.tearDown(valid.plan());
      }
      case PlanOutcome.Valid _, PlanOutcome.Invalid _ -> CompletableFuture.completedFuture(null);
    };
  }
}
