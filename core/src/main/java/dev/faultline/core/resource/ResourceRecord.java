package dev.faultline.core.resource;

import dev.faultline.core.run.RunId;

/** What a generator writes to {@code faultline.resources}, in event-time order per run. */
public sealed interface ResourceRecord permits ResourceSample, ResourceProgress {

  RunId runId();

  /** The event time it speaks of, microseconds since the epoch. */
  long atMicros();
}
