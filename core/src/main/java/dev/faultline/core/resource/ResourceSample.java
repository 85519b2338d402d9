package dev.faultline.core.resource;

import dev.faultline.core.run.RunId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a resource was seen to use at a time. One that could not be looked at is a gap: it has no
 * values and says why.
 *
 * @param atMicros when it was looked at, microseconds since the epoch
 * @param resource its name in the plan
 * @param values by measure: of a process {@code cpu} (cores, over the time since the sample
 *     before), {@code rss} (bytes), {@code open_files} and {@code threads}; of a Prometheus
 *     endpoint what the plan names, in its unit. Finite
 * @param gap why there are no values; empty when there are some
 */
public record ResourceSample(
    RunId runId, long atMicros, String resource, SortedMap<String, Double> values, String gap)
    implements ResourceRecord {

  public ResourceSample {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    if (values.values().stream().anyMatch(value -> !Double.isFinite(value))) {
      throw new IllegalArgumentException("a value that is no number: " + values);
    }
  }

  /** One that has values. */
  public static ResourceSample of(
      RunId runId, long atMicros, String resource, Map<String, Double> values) {
    return new ResourceSample(runId, atMicros, resource, new TreeMap<>(values), "");
  }

  /** One that could not be taken. */
  public static ResourceSample gap(RunId runId, long atMicros, String resource, String reason) {
    return new ResourceSample(runId, atMicros, resource, new TreeMap<>(), reason);
  }
}
