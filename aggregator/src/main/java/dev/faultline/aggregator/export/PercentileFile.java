package dev.faultline.aggregator.export;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.window.Series;
import java.io.PrintStream;

/**
 * One latency of one series over its whole run as HdrHistogram's percentile distribution ({@code
 * .hgrm}), values in milliseconds.
 */
public final class PercentileFile {

  /** As many as HdrHistogram's own tools take. */
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private PercentileFile() {}

  /**
   * Writes all of it.
   *
   * @param out stays open; whoever made it asks it whether all was written
   * @param merged all latencies of the run
   */
  public static void write(
      PrintStream out, Latency latency, Series series, LatencyHistogram merged) {
    out.print(heading(latency, series) + "\n");
    PlainHistogram.of(merged)
        .outputPercentileDistribution(
            out, TICKS_PER_HALF_DISTANCE, PlainHistogram.MICROS_PER_MILLI);
  }

  /** The first line of such a file. */
  public static Heading heading(Latency latency, Series series) {
    return new Heading(latency, series, "values in milliseconds");
  }
}
