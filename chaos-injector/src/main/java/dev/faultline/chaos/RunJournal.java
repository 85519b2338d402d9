package dev.faultline.chaos;

import dev.faultline.chaos.lifecycle.FaultTimeline;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;

/** Everything that the injector writes, in order per run. Thread-safe. */
interface RunJournal extends FaultTimeline {

  /** Writes an event of the run, and waits as for a fault event. */
  boolean append(RunEvent event);

  /** Nothing of the run is left, and nothing more is written of it. */
  void ended(RunId runId);
}
