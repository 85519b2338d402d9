package dev.faultline.chaos;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import java.lang.System.Logger.Level;

/**
 * Ends what an injector that died left unended: undoes its faults, as far as there is something to
 * undo, completes the timeline so that the run can be judged, and asks for the end of the run,
 * whose proxies are gone.
 */
record Reconciliation(FaultDriver driver, RunJournal journal, Clock clock) {

  private static final System.Logger LOG = System.getLogger(Reconciliation.class.getName());
  private static final String KILLED = "the injector was killed";

  void settle(RunId runId, RunHistory history) {
    LOG.log(Level.WARNING, "Run {0}: {1}; its faults are ended now", runId, KILLED);
    // The dead injector's clock may have been ahead, and what it said of its progress holds.
    Clock after = () -> Math.max(clock.epochMicros(), history.timelineMicros());
    history.faults().stream()
        .filter(fault -> !fault.phase().terminal())
        .forEach(fault -> end(fault, after));
    journal.append(new FaultProgress(runId, after.epochMicros(), true));
    history
        .last()
        .filter(_ -> history.goingOn())
        .ifPresent(
            last ->
                journal.append(
                    new RunEvent.AbortRequested(
                        runId,
                        clock.epochMicros(),
                        last.plan(),
                        KILLED + " and its proxies died with it")));
  }

  private void end(FaultEvent last, Clock after) {
    try {
      switch (last.phase()) {
        case INJECTING, ACTIVE, HEALING -> {
          if (last.phase() != FaultPhase.HEALING) {
            tell(last, FaultPhase.HEALING, after, KILLED);
          }
          String undone = driver.healAbandoned(last);
          tell(last, FaultPhase.HEALED, after, undone);
          tell(last, FaultPhase.ABORTED, after, KILLED + "; " + undone);
        }
        case PLANNED -> tell(last, FaultPhase.ABORTED, after, KILLED + " before its time");
        case HEALED -> tell(last, FaultPhase.ABORTED, after, KILLED + " before recovery was seen");
        case RECOVERED, FAILED, ABORTED -> {}
      }
    } catch (DriverException stuck) {
      LOG.log(Level.ERROR, "Fault {0} is left behind: {1}", last.fault(), stuck.getMessage());
      tell(last, FaultPhase.FAILED, after, KILLED + "; not undone: " + stuck.getMessage());
    }
  }

  private void tell(FaultEvent last, FaultPhase phase, Clock after, String detail) {
    journal.append(
        new FaultEvent(
            last.runId(),
            last.fault(),
            last.kind(),
            last.target(),
            phase,
            after.epochMicros(),
            detail));
  }
}
