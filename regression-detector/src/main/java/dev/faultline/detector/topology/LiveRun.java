package dev.faultline.detector.topology;

import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.detector.analysis.Output;
import dev.faultline.detector.analysis.RunAnalysis;
import java.util.List;
import java.util.Optional;

/** A run under analysis, with what Kafka has to know of it besides. Not thread-safe. */
final class LiveRun {

  private final RunAnalysis analysis = new RunAnalysis();
  private Optional<PlanSource> plan = Optional.empty();
  private long nextPosition;

  /** The run as its journal tells it; what was told of it then is not told again. */
  static LiveRun from(RunJournal journal) {
    LiveRun run = new LiveRun();
    run.nextPosition = journal.replay(run::accept);
    return run;
  }

  /** Where the next record goes in the journal. */
  long takePosition() {
    return nextPosition++;
  }

  /** The plan as the run's start named it. */
  Optional<PlanSource> plan() {
    return plan;
  }

  List<Output> accept(Input input) {
    return switch (input) {
      case Input.OfWindows(var record) -> analysis.accept(record);
      case Input.OfFaults(var record) -> analysis.accept(record);
      case Input.OfRun(var event) -> accept(event);
    };
  }

  private List<Output> accept(RunEvent event) {
    return switch (event) {
      case RunEvent.Started started -> start(started);
      case RunEvent.AbortRequested _ -> {
        analysis.abortRequested();
        yield List.of();
      }
      case RunEvent.Submitted _, RunEvent.Prepared _, RunEvent.Aborted _, RunEvent.Finished _ ->
          List.of();
    };
  }

  private List<Output> start(RunEvent.Started started) {
    return switch (PlanReader.read(started.plan())) {
      case PlanOutcome.Valid valid -> {
        plan = Optional.of(started.plan());
        yield analysis.started(valid.plan(), started.startMicros());
      }
      // Whoever started it could read the plan, so it was written by another version.
      case PlanOutcome.Invalid invalid ->
          throw new IllegalStateException(
              "run %s has a plan that this version cannot read: %s"
                  .formatted(started.runId(), invalid.problems().getFirst()));
    };
  }
}
