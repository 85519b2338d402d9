package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.figures.TimeSpan;
import java.util.ArrayList;
import java.util.List;

/** Where a chart has nothing to show. */
final class Gaps {

  /** NO_DATA from one time to another, microseconds since the epoch. */
  record Gap(long fromMicros, long toMicros) {}

  private Gaps() {}

  /**
   * What the buckets leave of the span.
   *
   * @param starts begins of the buckets with data, ascending
   */
  static List<Gap> between(List<Long> starts, long bucketMicros, TimeSpan span) {
    List<Gap> gaps = new ArrayList<>();
    long covered = span.startMicros();
    for (long start : starts) {
      if (start > covered) {
        gaps.add(new Gap(covered, start));
      }
      covered = start + bucketMicros;
    }
    if (covered < span.endMicros()) {
      gaps.add(new Gap(covered, span.endMicros()));
    }
    return gaps;
  }
}
