package dev.faultline.cli.report.figures;

import dev.faultline.core.result.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * One or more neighbouring windows of a step, merged.
 *
 * @param startMicros begin of the first, microseconds since the epoch
 * @param coveredMicros total length of the windows that were there
 * @param outcomes results by outcome; every outcome is present
 * @param offered arrivals of the scenario due
 * @param dropped arrivals of the scenario due and not started
 * @param responseTime empty when nothing completed
 */
public record Point(
    long startMicros,
    long coveredMicros,
    Map<Outcome, Long> outcomes,
    long offered,
    long dropped,
    Optional<Percentiles> responseTime) {

  /**
   * Of the merged histogram, in microseconds.
   *
   * @param p50 the median
   */
  public record Percentiles(long p50, long p95, long p99) {}

  public long completed() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** That many per second of the time covered. */
  public double perSecond(long count) {
    return count * 1e6 / coveredMicros;
  }
}
