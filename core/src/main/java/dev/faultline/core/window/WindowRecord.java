package dev.faultline.core.window;

import dev.faultline.core.run.RunId;

/**
 * What the aggregator writes to {@code faultline.windows}. All records of a run go to one
 * partition: first the run's windows that end at a time, by size and then in the order of their
 * series, then the {@link RunProgress} that says that time is complete. Roll-ups that are under way
 * when the run ends come before its last {@code RunProgress}.
 */
public sealed interface WindowRecord permits WindowStats, RunProgress {

  RunId runId();
}
