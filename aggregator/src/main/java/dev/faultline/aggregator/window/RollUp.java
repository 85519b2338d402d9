package dev.faultline.aggregator.window;

import dev.faultline.core.window.WindowStats;

/**
 * A size that base windows are rolled up to, in the order of the sizes. Each is made of the size
 * before it, its parts. Aligned to the epoch, as base windows are.
 */
public enum RollUp {
  TEN_SECONDS(WindowStats.BASE_MICROS, 10),
  MINUTE(TEN_SECONDS.sizeMicros, 6);

  private final long partMicros;
  private final long sizeMicros;

  RollUp(long partMicros, int parts) {
    this.partMicros = partMicros;
    this.sizeMicros = partMicros * parts;
  }

  /** Length of the windows it is made of, microseconds. */
  public long partMicros() {
    return partMicros;
  }

  /** Its length, microseconds. */
  public long sizeMicros() {
    return sizeMicros;
  }

  /** Whether the window is a part of some roll-up. */
  public static boolean needs(WindowStats window) {
    for (RollUp each : values()) {
      if (each.partMicros == window.sizeMicros()) {
        return true;
      }
    }
    return false;
  }

  boolean endsAt(long micros) {
    return Math.floorMod(micros, sizeMicros) == 0;
  }

  /** Begin of the roll-up that the time lies in. */
  long startOf(long micros) {
    return Math.floorDiv(micros, sizeMicros) * sizeMicros;
  }
}
