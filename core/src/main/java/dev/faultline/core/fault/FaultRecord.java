package dev.faultline.core.fault;

import dev.faultline.core.run.RunId;

/** What the chaos-injector writes to {@code faultline.faults}, in event-time order per run. */
public sealed interface FaultRecord permits FaultEvent, FaultProgress {

  RunId runId();
}
