package dev.faultline.cli.report.summary;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.faultline.core.latency.LatencyHistogram;

/** A merged histogram in milliseconds. */
public record LatencySummary(
    double p50,
    double p90,
    double p95,
    double p99,
    @JsonProperty("p99.9") double p999,
    double max,
    double mean) {

  /** Null when the histogram is empty: no latency is not a latency of 0. */
  static LatencySummary of(LatencyHistogram latencies) {
    return latencies.count() == 0
        ? null
        : new LatencySummary(
            latencies.percentile(50) / 1e3,
            latencies.percentile(90) / 1e3,
            latencies.percentile(95) / 1e3,
            latencies.percentile(99) / 1e3,
            latencies.percentile(99.9) / 1e3,
            latencies.max() / 1e3,
            Math.rint(latencies.mean()) / 1e3);
  }
}
