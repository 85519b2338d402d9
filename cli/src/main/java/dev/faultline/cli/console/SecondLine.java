package dev.faultline.cli.console;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;

/**
 * One line of the live view: gathers the windows of a second until the progress that ends it. Rates
 * are of iterations, latencies and errors are of requests.
 */
final class SecondLine {

  static final String HEADER =
      "%6s %9s %9s %9s %9s %9s %7s %7s  %s"
          .formatted(
              "time", "offered", "achieved", "p50", "p95", "p99", "errors", "dropped", "now");

  private final LatencyHistogram responseTime = new LatencyHistogram();
  private long failed;

  void add(WindowStats window) {
    responseTime.add(window.responseTime());
    failed += window.failed();
  }

  /**
   * @param previous how far the run was one line earlier
   * @param elapsedMicros since the run's start
   * @param now active faults and open regressions
   */
  String text(RunProgress previous, RunProgress progress, long elapsedMicros, String now) {
    double seconds = (progress.watermarkMicros() - previous.watermarkMicros()) / 1e6;
    return "%6s %7.0f/s %7.0f/s %9s %9s %9s %7d %7d  %s"
        .formatted(
            Wording.elapsed(elapsedMicros),
            (progress.due() - previous.due()) / seconds,
            (progress.completed() - previous.completed()) / seconds,
            percentile(50),
            percentile(95),
            percentile(99),
            failed,
            progress.dropped() - previous.dropped(),
            now)
        .stripTrailing();
  }

  private String percentile(double percentile) {
    return responseTime.count() == 0
        ? "-"
        : Wording.latency((double) responseTime.percentile(percentile));
  }
}
