package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;

/**
 * How much load there is over time, to be looked at: the sum of profiles of one model, in arrivals
 * per second or in users. Not for deciding what is due when, see {@link ArrivalSchedule}.
 */
public final class LoadCurve {

  /** Crests beyond those are not told apart from what lies between. */
  private static final long MOST_CRESTS = 10_000;

  private static final int SAMPLES = 16;

  private final List<NavigableMap<Long, LongToDoubleFunction>> pieces;
  private final NavigableSet<Long> corners = new TreeSet<>();

  public LoadCurve(List<? extends LoadProfile> profiles) {
    pieces = profiles.stream().map(this::pieces).toList();
  }

  /** The level at a time from the profiles' start, in microseconds; zero after their end. */
  public double at(long micros) {
    double sum = 0;
    for (NavigableMap<Long, LongToDoubleFunction> profile : pieces) {
      var piece = profile.floorEntry(micros);
      sum += piece.getValue().applyAsDouble(micros - piece.getKey());
    }
    return sum;
  }

  /**
   * The highest level of a time: exact for what goes on straight lines, and for a single wave.
   *
   * @param toMicros behind it
   */
  public double highest(long fromMicros, long toMicros) {
    double highest = 0;
    for (long corner : corners.subSet(fromMicros, toMicros)) {
      highest = Math.max(highest, at(corner));
    }
    for (int i = 0; i < SAMPLES; i++) {
      highest = Math.max(highest, at(fromMicros + (toMicros - fromMicros) * i / SAMPLES));
    }
    return highest;
  }

  private NavigableMap<Long, LongToDoubleFunction> pieces(LoadProfile profile) {
    NavigableMap<Long, LongToDoubleFunction> found = new TreeMap<>();
    long startMicros = 0;
    switch (profile) {
      case LoadProfile.Open open -> {
        for (Stage stage : open.stages()) {
          found.put(startMicros, stage::rateAt);
          if (stage instanceof Stage.Sine(Wave wave, Duration duration)) {
            addCrests(wave, startMicros, Durations.micros(duration));
          }
          startMicros = ended(startMicros, stage.duration());
        }
      }
      case LoadProfile.Closed closed -> {
        for (UserStage stage : closed.stages()) {
          found.put(startMicros, micros -> Math.rint(stage.levelAt(micros)));
          if (stage instanceof UserStage.Sine(Wave wave, Duration duration)) {
            addCrests(wave, startMicros, Durations.micros(duration));
          }
          startMicros = ended(startMicros, stage.duration());
        }
      }
    }
    found.put(startMicros, _ -> 0);
    return found;
  }

  /** A stage's end is the microsecond before the next begins, which may jump. */
  private long ended(long startMicros, Duration duration) {
    long endMicros = startMicros + Durations.micros(duration);
    corners.add(startMicros);
    corners.add(endMicros - 1);
    return endMicros;
  }

  private void addCrests(Wave wave, long startMicros, long lengthMicros) {
    long period = Durations.micros(wave.period());
    long first = Math.floorMod(period / 2 - (long) wave.sinceTroughMicros(0), period);
    for (long n = 0; n < MOST_CRESTS && first + n * period < lengthMicros; n++) {
      corners.add(startMicros + first + n * period);
    }
  }
}
