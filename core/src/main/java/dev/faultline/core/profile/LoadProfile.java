package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How much load over time, as stages one after another: wholly open or wholly closed. */
public sealed interface LoadProfile {

  /**
   * How long a load without an end lasts by its own account: longer than anybody waits, and short
   * enough for its times to be told in microseconds.
   */
  Duration FOREVER = Duration.ofDays(36_500);

  /** How long the load lasts. */
  Duration duration();

  /** Whether it goes on until somebody ends it. */
  default boolean isEndless() {
    return false;
  }

  /** Whether it watches its target, an iteration now and then, rather than loads it. */
  default boolean isProbe() {
    return false;
  }

  /** The same load after a time without any. */
  LoadProfile after(Duration silence);

  /**
   * The same load in a fraction of the time: rates and users stay, and so does what each user does.
   * Of iterations that are limited there is the same fraction, so it comes as far.
   *
   * @param speedup at least 1
   */
  LoadProfile faster(double speedup);

  /** A part of the same load, as one of several who share it has it. */
  LoadProfile part(Share share);

  /** The same load until so many iterations have begun. */
  LoadProfile limited(long iterations);

  /**
   * Open model: iterations begin at a rate, however long the ones before take.
   *
   * @param stages in arrivals per second, at least one
   * @param spacing of the arrivals
   */
  record Open(List<Stage> stages, Spacing spacing) implements LoadProfile {

    private static final Stage NOTHING = new Stage.Constant(0, Durations.ofMicros(1));

    public Open {
      stages = List.copyOf(stages);
      Limits.checkCount(stages.size());
    }

    /** Evenly spaced. */
    public Open(List<Stage> stages) {
      this(stages, Spacing.EVEN);
    }

    @Override
    public Duration duration() {
      return stages.stream().map(Stage::duration).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public boolean isEndless() {
      return stages.stream().anyMatch(stage -> stage instanceof Stage.Probe its && its.isEndless());
    }

    @Override
    public boolean isProbe() {
      return stages.stream().anyMatch(Stage.Probe.class::isInstance);
    }

    @Override
    public Open after(Duration silence) {
      return silence.isZero()
          ? this
          : new Open(prepended(new Stage.Constant(0, silence), stages), spacing);
    }

    @Override
    public Open faster(double speedup) {
      return new Open(stages.stream().map(stage -> stage.faster(speedup)).toList(), spacing);
    }

    @Override
    public Open part(Share share) {
      return new Open(stages.stream().map(stage -> stage.times(share.size())).toList(), spacing);
    }

    /** Ends when the arrival after the last one would be due. */
    @Override
    public Open limited(long iterations) {
      ArrivalSchedule evenly = new ArrivalSchedule(new Open(stages));
      if (iterations >= evenly.total()) {
        return this;
      }
      // One microsecond less, for the time is rounded, and must not be behind that arrival.
      return new Open(until(evenly.dueMicros(iterations) - 1), spacing);
    }

    private List<Stage> until(long endMicros) {
      List<Stage> kept = new ArrayList<>();
      long startMicros = 0;
      for (Stage stage : stages) {
        long micros = Math.min(Durations.micros(stage.duration()), endMicros - startMicros);
        if (micros > 0) {
          kept.add(stage.first(Durations.ofMicros(micros)));
        }
        startMicros += Durations.micros(stage.duration());
      }
      while (!kept.isEmpty() && kept.getLast().peakRate() == 0) {
        kept.removeLast();
      }
      return kept.isEmpty() ? List.of(NOTHING) : kept;
    }
  }

  /**
   * Closed model: a number of users, each of whom begins an iteration when the one before has
   * ended. The rate is what the target makes of it.
   *
   * @param stages in users, at least one
   * @param thinkTime of each user between two iterations, not negative
   * @param iterations that all users together begin at most; {@link #NO_LIMIT} when they do so
   *     until the load's end
   */
  record Closed(List<UserStage> stages, Duration thinkTime, long iterations)
      implements LoadProfile {

    /** More iterations than any load has. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    public Closed {
      stages = List.copyOf(stages);
      Limits.checkCount(stages.size());
      if (thinkTime.isNegative()) {
        throw new IllegalArgumentException("think time is not negative, as is " + thinkTime);
      }
      if (iterations < 0) {
        throw new IllegalArgumentException("there are zero or more iterations, not " + iterations);
      }
    }

    /** As many iterations as there is time for. */
    public Closed(List<UserStage> stages, Duration thinkTime) {
      this(stages, thinkTime, NO_LIMIT);
    }

    /** Whether it may be over before its time. */
    public boolean isLimited() {
      return iterations != NO_LIMIT;
    }

    @Override
    public Duration duration() {
      return stages.stream().map(UserStage::duration).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public Closed after(Duration silence) {
      return silence.isZero()
          ? this
          : new Closed(prepended(UserStage.constant(0, silence), stages), thinkTime, iterations);
    }

    @Override
    public Closed faster(double speedup) {
      return new Closed(
          stages.stream().map(stage -> stage.faster(speedup)).toList(),
          thinkTime,
          isLimited() ? (long) Math.ceil(iterations / speedup) : NO_LIMIT);
    }

    @Override
    public Closed part(Share share) {
      return new Closed(
          stages.stream().map(stage -> stage.part(share)).toList(),
          thinkTime,
          isLimited() ? share.of(iterations) : NO_LIMIT);
    }

    @Override
    public Closed limited(long most) {
      return new Closed(stages, thinkTime, Math.min(most, iterations));
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
