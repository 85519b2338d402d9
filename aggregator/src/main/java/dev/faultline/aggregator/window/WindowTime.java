package dev.faultline.aggregator.window;

import dev.faultline.core.window.WindowStats;

/** The base window: one second, aligned to the epoch. Times are microseconds since the epoch. */
public final class WindowTime {

  /** Length of the base window in microseconds. */
  public static final long SIZE_MICROS = WindowStats.BASE_MICROS;

  private WindowTime() {}

  /** Start of the window that contains the time. */
  public static long startOf(long micros) {
    return Math.floorDiv(micros, SIZE_MICROS) * SIZE_MICROS;
  }

  /** The first window boundary at or after the time. */
  static long boundaryAtOrAfter(long micros) {
    return Math.ceilDiv(micros, SIZE_MICROS) * SIZE_MICROS;
  }
}
