package dev.faultline.streams;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Sums up what Kafka's consumers say about each of their partitions. */
final class ConsumerLag {

  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String NAME = "records-lag";

  /** Those that rebuild state are behind by design, and say nothing about the input. */
  private static final String RESTORING = "-restore-consumer";

  private ConsumerLag() {}

  /** Records that wait to be read; 0 while no partition is assigned. */
  static double of(Map<MetricName, ? extends Metric> metrics) {
    return metrics.values().stream()
        .filter(metric -> isLagOfPartition(metric.metricName()))
        .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
        .filter(lag -> !Double.isNaN(lag))
        .sum();
  }

  private static boolean isLagOfPartition(MetricName metric) {
    return metric.group().equals(GROUP)
        && metric.name().equals(NAME)
        && metric.tags().containsKey("partition")
        && !metric.tags().getOrDefault("client-id", "").endsWith(RESTORING);
  }
}
