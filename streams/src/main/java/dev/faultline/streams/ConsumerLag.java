package dev.faultline.streams;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        .collect(
            Collectors.toMap(
                metric -> partition(metric.metricName()), ConsumerLag::value, Math::max))
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private static boolean isLagOfPartition(MetricName metric) {
    return metric.group().equals(GROUP)
        && metric.name().equals(NAME)
        && metric.tags().containsKey("partition")
        && !metric.tags().getOrDefault("client-id", "").endsWith(RESTORING);
  }

  /** Kafka tells the lag of a topic with dots twice: under its name, and with underscores. */
  private static List<String> partition(MetricName metric) {
    Map<String, String> tags = metric.tags();
    return List.of(
        tags.getOrDefault("client-id", ""),
        tags.getOrDefault("topic", "").replace('.', '_'),
        tags.get("partition"));
  }

  private static double value(Metric metric) {
    double lag = ((Number) metric.metricValue()).doubleValue();
    return Double.isNaN(lag) ? 0 : lag;
  }
}
