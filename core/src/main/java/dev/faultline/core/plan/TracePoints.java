package dev.faultline.core.plan;

import dev.faultline.core.time.Durations;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the points of a trace, and tells what is wrong with the first few that are.
 *
 * @param <L> what the load is measured in
 */
final class TracePoints<L> {

  private static final int MAX_MISTAKES = 10;
  private static final long LONGEST_MICROS = Durations.micros(Duration.ofDays(365));

  private final String key;
  private final Format<L> format;
  private final List<Point<L>> points = new ArrayList<>();
  private long firstMicros;
  private int mistakes;

  /**
   * How much load there is at a time.
   *
   * @param micros from the first point
   */
  record Point<L>(long micros, L level) {}

  /**
   * @param key of the format's values, for messages
   */
  TracePoints(String key, Format<L> format) {
    this.key = key;
    this.format = format;
  }

  /**
   * Adds a point.
   *
   * @param row its time and level; empty when a mistake in it was told already
   * @param whole the row itself, for a mistake that is about it
   */
  void add(List<? extends Value> row, Value whole) {
    if (mistakes < MAX_MISTAKES && !read(row, whole)) {
      mistakes++;
    }
  }

  /** The points; empty when there was a mistake in one. */
  Optional<List<Point<L>>> all() {
    return mistakes == 0 ? Optional.of(points) : Optional.empty();
  }

  private boolean read(List<? extends Value> row, Value whole) {
    if (row.size() != 2) {
      if (!row.isEmpty()) {
        whole.mistake("%d values in a row".formatted(row.size()), "two, time and " + key);
      }
      return false;
    }
    Optional<Long> time = row.get(0).value(Formats.TIME_MICROS);
    Optional<L> level = row.get(1).value(format);
    return time.isPresent() && level.isPresent() && add(time.get(), level.get(), row.get(0));
  }

  private boolean add(long atMicros, L level, Value time) {
    if (points.isEmpty()) {
      firstMicros = atMicros;
    }
    long micros = atMicros - firstMicros;
    if (!points.isEmpty() && micros < points.getLast().micros()) {
      time.mistake("a time before that of the row above", "times in their order");
      return false;
    }
    if (micros > LONGEST_MICROS) {
      time.mistake("a time far from the first", "at most 365 days");
      return false;
    }
    return points.add(new Point<>(micros, level));
  }
}
