package dev.faultline.detector.analysis;

import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import java.util.List;

/**
 * A second of a run: its windows in the order of their series, and the progress that closed it.
 * Also the end of the run, which is a progress with no windows.
 */
record Second(List<WindowStats> windows, RunProgress progress) {

  Second {
    windows = List.copyOf(windows);
  }

  long endMicros() {
    return progress.watermarkMicros();
  }
}
