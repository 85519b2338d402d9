package dev.faultline.core.delivery;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of an event, or of one more sight of it. Results carry its code as their status, so
 * windows count by it.
 */
public enum DeliveryStatus {
  /** Acknowledged, and not seen within its time. */
  LOST(0, Outcome.TIMEOUT, "lost", Series.DELIVERY),
  /** Seen in time. */
  DELIVERED(1, Outcome.OK, "", Series.DELIVERY),
  /** Seen in time, but after one of its key that was published later. */
  OUT_OF_ORDER(2, Outcome.CHECK_FAILED, "out-of-order", Series.DELIVERY),
  /** Nobody knows whether it was seen in time. */
  UNKNOWN(3, Outcome.ERROR, "unknown", Series.DELIVERY),
  /** Seen once more. */
  DUPLICATED(4, Outcome.CHECK_FAILED, "duplicated", Series.STRAY),
  /** Seen after it was told as lost. */
  LATE(5, Outcome.CHECK_FAILED, "late", Series.STRAY),
  /** Seen, and nobody knows whether for the first time. */
  UNKNOWN_SIGHT(6, Outcome.ERROR, "unknown", Series.STRAY);

  private final int code;
  private final Outcome outcome;
  private final String error;
  private final String step;

  DeliveryStatus(int code, Outcome outcome, String error, String step) {
    this.code = code;
    this.outcome = outcome;
    this.error = error;
    this.step = step;
  }

  /** The status of its results: part of the format. */
  public int code() {
    return code;
  }

  /** How its results count. */
  public Outcome outcome() {
    return outcome;
  }

  /** The reason that its results give: part of the format. */
  public String error() {
    return error;
  }

  /** The step that its results are of. */
  public String step() {
    return step;
  }

  /** Of how much in the window nobody knows what it is. */
  public static long unknown(WindowStats window) {
    return UNKNOWN.count(window) + UNKNOWN_SIGHT.count(window);
  }

  /** What a status of the results of that step means; empty when they are not of deliveries. */
  public static Optional<DeliveryStatus> of(String step, int code) {
    return Arrays.stream(values())
        .filter(status -> status.step.equals(step) && status.code == code)
        .findFirst();
  }

  /** In words, for people. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How often the window has it. */
  public long count(WindowStats window) {
    return window.series().step().equals(step) ? window.statuses().getOrDefault(code, 0L) : 0;
  }
}
