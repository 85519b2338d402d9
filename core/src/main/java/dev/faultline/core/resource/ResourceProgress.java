package dev.faultline.core.resource;

import dev.faultline.core.run.RunId;

/**
 * The samples of a run are complete up to a time. Without it nobody downstream could tell "nothing
 * more was sampled" from "it has not arrived yet".
 *
 * @param atMicros no sample of the run with an earlier time will follow, microseconds since the
 *     epoch
 * @param finished the run's load is over; nothing will follow
 */
public record ResourceProgress(RunId runId, long atMicros, boolean finished)
    implements ResourceRecord {}
