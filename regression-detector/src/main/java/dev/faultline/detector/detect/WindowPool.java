package dev.faultline.detector.detect;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.window.WindowStats;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows put together until they hold enough results for a percentile. A window with enough of its
 * own makes a pool alone.
 */
final class WindowPool {

  private static final double PERCENTILE = 95;

  private final List<WindowStats> windows = new ArrayList<>();
  private long maxLagMicros;

  void add(WindowStats window, long lagMicros) {
    windows.add(window);
    maxLagMicros = Math.max(maxLagMicros, lagMicros);
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

  /** 95th percentile of the response times of all its results, in microseconds. */
  long p95Micros() {
    if (windows.size() == 1) {
      return p95Micros(windows.getFirst());
    }
    LatencyHistogram all = new LatencyHistogram();
    windows.forEach(window -> all.add(window.responseTime()));
    return all.percentile(PERCENTILE);
  }

  /** Begin of the first of its windows whose own percentile is above the limit. */
  long onsetMicros(double limitMicros) {
    return windows.stream()
        .filter(window -> p95Micros(window) > limitMicros)
        .findFirst()
        .orElse(windows.getFirst())
        .startMicros();
  }

  long endMicros() {
    return windows.getLast().endMicros();
  }

  private static long p95Micros(WindowStats window) {
    return window.responseTime().percentile(PERCENTILE);
  }
}
