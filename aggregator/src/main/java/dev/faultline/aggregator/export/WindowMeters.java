package dev.faultline.aggregator.export;

import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowStats;

/**
 * Meters that are fed by windows and removed together. Counters stay for a while after the run, so
 * that its last seconds are scraped too; gauges would go on showing a load that is over.
 */
interface WindowMeters {

  /** Takes over the window's values, once. */
  void observe(WindowStats window);

  /** No window of the run will follow: its gauges go, unless they show another run by now. */
  void ended(RunId runId);

  /** Takes all of them away. */
  void remove();
}
