package dev.faultline.detector.detect;

import static dev.faultline.detector.detect.Windows.SECOND;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.window.WindowStats;
import java.util.function.LongFunction;

/** Feeds a detector one window after the other and keeps the time. */
final class DetectorRun {

  private final SeriesDetector detector;
  private long now;
  private Condition last = new Condition.NoData();

  DetectorRun(SeriesDetector detector) {
    this.detector = detector;
  }

  /** That many windows of the same kind; each is made from its begin. */
  DetectorRun give(int windows, LongFunction<WindowStats> window) {
    return give(windows, 0, window);
  }

  /** The same while the generator is late. */
  DetectorRun give(int windows, long lagMicros, LongFunction<WindowStats> window) {
    for (int i = 0; i < windows; i++) {
      last = detector.observe(window.apply(now * SECOND), new GeneratorHealth(lagMicros, 0, 0, 0));
      now++;
    }
    return this;
  }

  /** The condition after the last window. */
  Condition condition() {
    return last;
  }
}
