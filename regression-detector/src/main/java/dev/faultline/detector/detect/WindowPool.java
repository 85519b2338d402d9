package dev.faultline.detector.detect;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.window.WindowStats;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows put together until they hold enough results for a percentile. A window with enough of its
 * own makes a pool alone.
 */
final class WindowPool {

  private final List<WindowStats> windows = new ArrayList<>();
  private long maxLagMicros;
  private Percentiles percentiles = new Percentiles(0, 0);

  void add(WindowStats window, GeneratorHealth health) {
    windows.add(window);
    maxLagMicros = Math.max(maxLagMicros, health.maxSchedulingLagMicros());
    percentiles = Percentiles.of(together());
  }

  void clear() {
    windows.clear();
    maxLagMicros = 0;
  }

  long results() {
    return windows.stream().mapToLong(WindowStats::completed).sum();
  }

  /** Share of its results that were not successful, 0 to 1. */
  double errorRate() {
    return (double) windows.stream().mapToLong(WindowStats::failed).sum() / results();
  }

  /** The latest that the generator was in any of its windows. */
  long maxLagMicros() {
    return maxLagMicros;
  }

  /** Oldest age of an iteration in flight at the end of any of its windows. */
  long maxAgeMicros() {
    return windows.stream().mapToLong(WindowStats::oldestInFlightAgeMicros).max().orElse(0);
  }

  /** Of the response times of all its results. */
  Percentiles percentiles() {
    return percentiles;
  }

  /** Begin of the first of its windows that is above the limits by itself, or of the first one. */
  long onsetMicros(Percentiles limits) {
    if (windows.size() == 1) {
      return windows.getFirst().startMicros();
    }
    return windows.stream()
        .filter(window -> Percentiles.of(window.responseTime()).above(limits))
        .findFirst()
        .orElse(windows.getFirst())
        .startMicros();
  }

  long endMicros() {
    return windows.getLast().endMicros();
  }

  private LatencyHistogram together() {
    if (windows.size() == 1) {
      return windows.getFirst().responseTime();
    }
    LatencyHistogram all = new LatencyHistogram();
    windows.forEach(window -> all.add(window.responseTime()));
    return all;
  }
}
