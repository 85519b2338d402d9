package dev.faultline.core.threshold;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a threshold is about: a metric, restricted to some series by tags.
 *
 * @param tags keys are {@code scenario} and {@code step}
 * @param written as the user wrote it, with tags
 */
public record MetricSelector(ThresholdMetric metric, Map<String, String> tags, String written) {

  public MetricSelector {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }
}
