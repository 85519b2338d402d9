package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Durations;
import java.util.Optional;

/** A run that was started and is not over. Not thread-safe. */
final class OpenRun {

  private final RunEvent.Started event;
  private Optional<Plan> plan = Optional.empty();
  private boolean stopped;

  OpenRun(RunEvent.Started event) {
    this.event = event;
  }

  RunId runId() {
    return event.runId();
  }

  RunEvent.Started event() {
    return event;
  }

  long startMicros() {
    return event.startMicros();
  }

  int shardCount() {
    return event.shardCount();
  }

  /** Its load ends early. */
  void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }

  /** When its load ends. */
  long endMicros() throws UnreadablePlanException {
    return startMicros() + Durations.micros(plan().duration());
  }

  /** Read when it is needed first: most runs of the past are over when we come to know of them. */
  Plan plan() throws UnreadablePlanException {
    if (plan.isEmpty()) {
      plan =
          switch (PlanReader.read(event.plan())) {
            case PlanOutcome.Valid valid -> Optional.of(valid.plan());
            case PlanOutcome.Invalid invalid ->
                throw new UnreadablePlanException(String.valueOf(invalid.problems().getFirst()));
          };
    }
    return plan.orElseThrow();
  }
}
