package dev.faultline.chaos;

import dev.faultline.chaos.lifecycle.FaultTimeline;
import dev.faultline.core.run.RunEvent;

/** Everything that the injector writes, in order per run. Thread-safe. */
interface RunJournal extends FaultTimeline {

  /** Writes an event of the run, and waits as for a fault event. */
  boolean append(RunEvent event);
}
