package dev.faultline.core.plan;

import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.List;

/**
 * A resource of a target that is looked at during the run.
 *
 * @param every from one look to the next
 */
public record ResourceSpec(String name, Duration every, ResourceSource source) {

  private static final List<String> OF_PROCESSES = List.of("cpu", "rss", "open_files", "threads");
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** What is measured of it. */
  public List<String> measures() {
    return switch (source) {
      case ResourceSource.Process _ -> OF_PROCESSES;
      case ResourceSource.Prometheus endpoint -> List.copyOf(endpoint.metrics().keySet());
    };
  }

  /** Looked at as often in a fraction of the time, but not more than ten times a second. */
  ResourceSpec faster(double speedup) {
    Duration shorter = Durations.divide(every, speedup);
    return new ResourceSpec(name, shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter, source);
  }
}
