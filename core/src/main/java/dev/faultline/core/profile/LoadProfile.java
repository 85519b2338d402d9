package dev.faultline.core.profile;

import java.time.Duration;
import java.util.List;

/** How much load over time, as stages one after another: wholly open or wholly closed. */
public sealed interface LoadProfile {

  /** How long the load lasts. */
  Duration duration();

  /**
   * Open model: iterations begin at a rate, however long the ones before take.
   *
   * @param stages in arrivals per second, at least one
   */
  record Open(List<Stage> stages) implements LoadProfile {

    public Open {
      stages = List.copyOf(stages);
      Limits.checkCount(stages.size());
    }

    @Override
    public Duration duration() {
      return stages.stream().map(Stage::duration).reduce(Duration.ZERO, Duration::plus);
    }
  }

  /**
   * Closed model: a number of users, each of whom begins an iteration when the one before has
   * ended. The rate is what the target makes of it.
   *
   * @param stages in users, at least one
   * @param thinkTime of each user between two iterations, not negative
   */
  record Closed(List<UserStage> stages, Duration thinkTime) implements LoadProfile {

    public Closed {
      stages = List.copyOf(stages);
      Limits.checkCount(stages.size());
      if (thinkTime.isNegative()) {
        throw new IllegalArgumentException("think time is not negative, as is " + thinkTime);
      }
    }

    @Override
    public Duration duration() {
      return stages.stream().map(UserStage::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /** The most users that there are at any moment. */
    public int peakUsers() {
      return stages.stream().mapToInt(UserStage::peakUsers).max().orElse(0);
    }
  }
}
