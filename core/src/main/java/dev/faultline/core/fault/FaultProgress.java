package dev.faultline.core.fault;

import dev.faultline.core.run.RunId;

/**
 * The fault timeline of a run is complete up to the watermark. Without it nobody downstream could
 * tell "no fault was active" from "the event has not arrived yet".
 *
 * @param watermarkMicros no event of the run with an earlier time will follow
 * @param finished every fault of the run has reached its end; nothing will follow
 */
public record FaultProgress(RunId runId, long watermarkMicros, boolean finished)
    implements FaultRecord {}
