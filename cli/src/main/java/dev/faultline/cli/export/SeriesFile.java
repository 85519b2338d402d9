package dev.faultline.cli.export;

import dev.faultline.aggregator.export.IntervalLog;
import dev.faultline.aggregator.export.Latency;
import dev.faultline.aggregator.export.PercentileFile;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;

/** A file about one latency of one series, fed with the windows of that series in their order. */
sealed interface SeriesFile {

  void add(WindowStats window);

  /** Writes what is known only now. */
  void end();

  /** A line for each window, as soon as it comes. */
  record Intervals(Latency latency, IntervalLog log) implements SeriesFile {
    @Override
    public void add(WindowStats window) {
      log.add(window.startMicros(), window.sizeMicros(), latency.of(window));
    }

    @Override
    public void end() {}
  }

  /** One distribution of all windows, at the end. */
  record Percentiles(Latency latency, Series series, ExportFile file, LatencyHistogram merged)
      implements SeriesFile {
    @Override
    public void add(WindowStats window) {
      merged.add(latency.of(window));
    }

    @Override
    public void end() {
      PercentileFile.write(file.out(), latency, series, merged);
    }
  }
}
