package dev.faultline.core.profile;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How much load over time, as stages one after another: wholly open or wholly closed. */
public sealed interface LoadProfile {

  /** How long the load lasts. */
  Duration duration();

  /** The same load after a time without any. */
  LoadProfile after(Duration silence);

  /**
   * The same load in a fraction of the time: rates and users stay, and so does what each user does.
   *
   * @param speedup at least 1
   */
  LoadProfile faster(double speedup);

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

    @Override
    public Open after(Duration silence) {
      return silence.isZero() ? this : new Open(prepended(new Stage.Constant(0, silence), stages));
    }

    @Override
    public Open faster(double speedup) {
      return new Open(stages.stream().map(stage -> stage.faster(speedup)).toList());
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

    @Override
    public Closed after(Duration silence) {
      return silence.isZero()
          ? this
          : new Closed(prepended(UserStage.constant(0, silence), stages), thinkTime);
    }

    @Override
    public Closed faster(double speedup) {
      return new Closed(stages.stream().map(stage -> stage.faster(speedup)).toList(), thinkTime);
    }

    /** Not below the number of users at any moment. */
    public int peakUsers() {
      return stages.stream().mapToInt(UserStage::peakUsers).max().orElse(0);
    }
  }

  private static <S> List<S> prepended(S first, List<S> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }
}
