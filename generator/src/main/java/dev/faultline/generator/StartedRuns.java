package dev.faultline.generator;

import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;

/** Who is told of the runs whose load is under way, whoever has started them. */
interface StartedRuns {

  /** The run's load begins. */
  void started(RunEvent.Started event);

  /** What is left of the run's load ends early. */
  void stop(RunId runId);

  /** The run is over, or will never start: nobody waits for its load. */
  void over(RunId runId);

  /** Whether the run has been started or is over. */
  boolean knows(RunId runId);
}
