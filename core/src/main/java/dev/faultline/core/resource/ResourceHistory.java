package dev.faultline.core.resource;

import dev.faultline.core.resource.Growth.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One measure of one resource over a run. Of very many samples it keeps fewer, evenly spread over
 * the run: memory is bounded. Not thread-safe.
 */
public final class ResourceHistory {

  private static final int MOST = 1024;
  private static final double MICROS_PER_HOUR = 3.6e9;

  /** The time in which caches fill and pools open, as a share of what was sampled. */
  private static final double UNSTEADY = 0.25;

  private final List<Point> points = new ArrayList<>();
  private long seen;
  private long stride = 1;
  private double last;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /**
   * Takes the next sample.
   *
   * @param atMicros later than the one before; others are passed over
   */
  public void add(long atMicros, double value) {
    if (!points.isEmpty() && atMicros <= points.getLast().x()) {
      return;
    }
    last = value;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (seen++ % stride == 0) {
      points.add(new Point(atMicros, value));
    }
    if (points.size() == MOST) {
      thin();
    }
  }

  private void thin() {
    for (int i = MOST - 1; i > 0; i -= 2) {
      points.remove(i);
    }
    stride *= 2;
  }

  /** Empty when there was none. */
  public OptionalDouble last() {
    return seen == 0 ? OptionalDouble.empty() : OptionalDouble.of(last);
  }

  /** Empty when there was none. */
  public OptionalDouble min() {
    return seen == 0 ? OptionalDouble.empty() : OptionalDouble.of(min);
  }

  /** Empty when there was none. */
  public OptionalDouble max() {
    return seen == 0 ? OptionalDouble.empty() : OptionalDouble.of(max);
  }

  /**
   * How much more of it there is after an hour, by its steady part: the first quarter of the time
   * is left out. 0 when growth is not proven; empty when there are fewer than ten samples in it.
   */
  public OptionalDouble growthPerHour() {
    if (points.isEmpty()) {
      return OptionalDouble.empty();
    }
    double begin = points.getFirst().x();
    double steady = begin + (points.getLast().x() - begin) * UNSTEADY;
    return Growth.of(
        points.stream()
            .filter(point -> point.x() >= steady)
            .map(point -> new Point((point.x() - begin) / MICROS_PER_HOUR, point.y()))
            .toList());
  }
}
