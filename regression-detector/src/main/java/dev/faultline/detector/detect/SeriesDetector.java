package dev.faultline.detector.detect;

import dev.faultline.core.regression.Metric;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.window.WindowStats;

/**
 * Finds the degradations of one metric of one series. A function of the windows alone, which come
 * in order and without a gap; it knows nothing of faults. Not thread-safe.
 */
public interface SeriesDetector {

  /** What it looks at. */
  Metric metric();

  /**
   * Takes the next window.
   *
   * @param health how well the generator kept its schedule during the window; what is its own delay
   *     is no evidence against the target
   * @return how the series is after this window
   */
  Condition observe(WindowStats window, GeneratorHealth health);
}
