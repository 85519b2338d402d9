package dev.faultline.aggregator.export;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.window.Series;
import java.io.PrintStream;
import org.HdrHistogram.HistogramLogWriter;

/**
 * One latency of one series as an HdrHistogram interval log ({@code .hlog}): a line for each window
 * with its start in seconds since the log's start time, its length in seconds, its maximum in
 * milliseconds and its histogram, whose values are microseconds. A window in which nothing
 * completed gets a line with an empty histogram, as interval logs have it: silence is not a gap.
 *
 * <p>Readers count intervals from the log's start time and pass over those before it, so it must
 * not be later than the first window.
 *
 * <p>Not thread-safe. Whoever made the stream closes it, and asks it whether all was written.
 */
public final class IntervalLog {

  private static final double MICROS_PER_SECOND = 1_000_000;

  private final HistogramLogWriter log;
  private final long startMicros;

  /**
   * Begins a log.
   *
   * @param out a stream that writes UTF-8
   * @param startMicros microseconds since the epoch, a whole second
   */
  public IntervalLog(PrintStream out, Latency latency, Series series, long startMicros) {
    this.log = new HistogramLogWriter(out);
    this.startMicros = startMicros;
    long startMillis = Math.floorDiv(startMicros, 1_000L);
    log.outputComment(heading(latency, series).comment());
    log.outputLogFormatVersion();
    log.outputStartTime(startMillis);
    log.outputBaseTime(startMillis);
    log.outputLegend();
  }

  /** The first line of such a log. */
  public static Heading heading(Latency latency, Series series) {
    return new Heading(latency, series, "values in microseconds, Interval_Max in milliseconds");
  }

  /**
   * Adds the line of a window.
   *
   * @param windowStartMicros microseconds since the epoch
   * @param sizeMicros length of the window
   */
  public void add(long windowStartMicros, long sizeMicros, LatencyHistogram latencies) {
    log.outputIntervalHistogram(
        seconds(windowStartMicros),
        seconds(windowStartMicros + sizeMicros),
        PlainHistogram.of(latencies),
        PlainHistogram.MICROS_PER_MILLI);
  }

  private double seconds(long micros) {
    return (micros - startMicros) / MICROS_PER_SECOND;
  }
}
