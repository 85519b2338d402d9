package dev.faultline.cli.report.figures;

/** How many windows a point of a chart stands for: as few as give a line that can be drawn. */
final class BucketSize {

  /** About one point for every two pixels of a wide chart. */
  static final int MOST_POINTS = 600;

  static final long SECOND = 1_000_000;
  private static final long[] NICE_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600
  };

  private BucketSize() {}

  /**
   * The smallest nice size that gives few points.
   *
   * @param windowMicros size of a window; a bucket is never smaller
   * @return microseconds
   */
  static long covering(TimeSpan span, long windowMicros) {
    long least = Math.max(windowMicros, Math.ceilDiv(span.micros(), MOST_POINTS));
    for (long seconds : NICE_SECONDS) {
      if (seconds * SECOND >= least) {
        return seconds * SECOND;
      }
    }
    return Math.ceilDiv(least, 3_600 * SECOND) * 3_600 * SECOND;
  }
}
