package dev.faultline.chaos;

import dev.faultline.chaos.experiment.Experiment;
import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.chaos.lifecycle.FaultLifecycle;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanProblem;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes ready for a run all that must stand before its load begins, or says why that cannot be. */
record Preparation(Guard guard, FaultDriver driver, RunJournal journal, Clock clock) {

  /** What became of it. */
  sealed interface Outcome {

    /** The injector has no part in the run. */
    record NotNeeded() implements Outcome {}

    /**
     * @param reason one sentence, for the user
     */
    record Refused(String reason) implements Outcome {}

    record Ready(InjectorRun run) implements Outcome {}
  }

  Outcome prepare(RunEvent.Submitted submitted) {
    return switch (PlanReader.read(submitted.plan())) {
      case PlanOutcome.Invalid invalid -> new Outcome.Refused(inOneLine(invalid.problems()));
      case PlanOutcome.Valid(Plan plan) when !plan.needsInjector() -> new Outcome.NotNeeded();
      case PlanOutcome.Valid(Plan plan) -> {
        Optional<String> objection = guard.objection(plan);
        yield objection.isPresent()
            ? new Outcome.Refused(objection.get())
            : prepare(submitted, plan);
      }
    };
  }

  private Outcome prepare(RunEvent.Submitted submitted, Plan plan) {
    try {
      return open(submitted, plan);
    } catch (DriverException refused) {
      return new Outcome.Refused(refused.getMessage());
    }
  }

  private Outcome open(RunEvent.Submitted submitted, Plan plan) throws DriverException {
    FaultDriver.Session session = driver.open(submitted.runId(), plan);
    boolean ready = false;
    try {
      List<FaultLifecycle> faults = new ArrayList<>();
      for (FaultSpec fault : plan.faults()) {
        faults.add(
            new FaultLifecycle(submitted.runId(), fault, session.injection(fault), journal, clock));
      }
      Experiment experiment = new Experiment(submitted.runId(), faults, journal, clock);
      ready = experiment.announce();
      return ready
          ? new Outcome.Ready(new InjectorRun(submitted, plan, session, experiment, journal, clock))
          : new Outcome.Refused("the faults could not be recorded: Kafka did not acknowledge them");
    } finally {
      if (!ready) {
        session.close();
        journal.ended(submitted.runId());
      }
    }
  }

  private static String inOneLine(List<PlanProblem> problems) {
    return problems.stream().map(PlanProblem::toString).collect(Collectors.joining("; "));
  }
}
