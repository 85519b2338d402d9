package dev.faultline.detector.detect;

import dev.faultline.core.latency.LatencyHistogram;

/**
 * The two percentiles that a latency is judged by, in microseconds. The tail sees what hits few
 * requests; the median sees, through the noise of a busy machine, what hits all.
 */
record Percentiles(double median, double tail) {

  static Percentiles of(LatencyHistogram latencies) {
    return new Percentiles(latencies.percentile(50), latencies.percentile(95));
  }

  Percentiles minus(double micros) {
    return new Percentiles(median - micros, tail - micros);
  }

  /** Whether one of them is above its limit. */
  boolean above(Percentiles limits) {
    return median > limits.median || tail > limits.tail;
  }

  /** Whether most requests are above the limit, and not just the slowest of them. */
  boolean mostlyAbove(Percentiles limits) {
    return median > limits.median;
  }
}
