package dev.faultline.core.profile;

import java.time.Duration;
import java.util.List;

/**
 * How much load over time: stages one after another. Open model: the unit is arrivals per second.
 */
public record LoadProfile(List<Stage> stages) {

  public LoadProfile {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a load profile has at least one stage");
    }
  }

  /** How long the load lasts. */
  public Duration duration() {
    return stages.stream().map(Stage::duration).reduce(Duration.ZERO, Duration::plus);
  }
}
