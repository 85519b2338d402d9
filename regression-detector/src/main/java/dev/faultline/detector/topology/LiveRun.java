package dev.faultline.detector.topology;

import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.detector.analysis.Output;
import dev.faultline.detector.analysis.RunAnalysis;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** A run under analysis, with what Kafka has to know of it besides. Not thread-safe. */
final class LiveRun {

  private static final Logger LOG = System.getLogger(LiveRun.class.getName());

  private final RunAnalysis analysis = new RunAnalysis();
  private Optional<PlanSource> plan = Optional.empty();
  private Optional<String> planName = Optional.empty();
  private long records;
  private long newestMicros;

  /** The run as its journal tells it; what was told of it then is not told again. */
  static LiveRun from(RunJournal journal) {
    LiveRun run = new LiveRun();
    journal.replay(run::accept);
    return run;
  }

  /** How many records it has taken: where the next one goes in the journal. */
  long records() {
    return records;
  }

  /** The latest event time it has heard of, microseconds since the epoch. */
  long newestMicros() {
    return newestMicros;
  }

  /** The plan as the run's start named it; empty before that. */
  Optional<PlanSource> plan() {
    return plan;
  }

  /** The plan's name; empty before the start. */
  Optional<String> planName() {
    return planName;
  }

  /** The last event of each regression so far. */
  List<RegressionEvent> regressions() {
    return analysis.regressions();
  }

  List<Output> accept(Input input) {
    records++;
    newestMicros = Math.max(newestMicros, input.atMicros());
    return switch (input) {
      case Input.OfWindows(var record) -> analysis.accept(record);
      case Input.OfFaults(var record) -> analysis.accept(record);
      case Input.OfResources(var record) -> analysis.accept(record);
      case Input.OfRun(var event) -> accept(event);
    };
  }

  private List<Output> accept(RunEvent event) {
    return switch (event) {
      case RunEvent.Started started -> start(started);
      case RunEvent.AbortRequested e -> {
        analysis.abortRequested(new Output.Abort(e.runId(), e.atMicros(), e.reason()));
        yield List.of();
      }
      case RunEvent.Submitted _, RunEvent.Prepared _, RunEvent.Aborted _, RunEvent.Finished _ ->
          List.of();
    };
  }

  /** Whoever started it could read the plan: if we cannot, we are of another version. */
  private List<Output> start(RunEvent.Started started) {
    return switch (PlanReader.read(started.plan())) {
      case PlanOutcome.Valid valid -> {
        plan = Optional.of(started.plan());
        planName = Optional.of(valid.plan().name());
        yield analysis.started(valid.plan(), started.startMicros());
      }
      case PlanOutcome.Invalid invalid -> {
        LOG.log(
            Level.ERROR,
            "run {0} will not be judged, for this version cannot read its plan: {1}",
            started.runId(),
            invalid.problems().getFirst());
        yield List.of();
      }
    };
  }
}
