package dev.faultline.core.profile;

import dev.faultline.core.time.Durations;
import java.util.Objects;

/**
 * When each arrival of an open-model load profile is due. With the profile's rate {@code r} and its
 * integral
 *
 * <pre>
 * A(t) = ∫ r(x) dx  for x from 0 to t
 * </pre>
 *
 * arrival {@code k} (from 0) is due when exactly {@code k} arrivals' worth of rate has accumulated
 * and more begins to: {@code due(k) = inf { t : A(t) > k }}, hence {@code A(due(k)) = k}. Arrival 0
 * is due at the first moment the rate is positive. With Poisson spacing the arrival is due when
 * another number has accumulated than {@code k}, see {@link PoissonPositions}. Arrivals are due in
 * {@code [0, duration)}, so there are {@code ⌈A(duration)⌉} of them: 10/s for one second gives ten,
 * at 0, 100, … 900 ms.
 *
 * <p>Each arrival is computed on its own from the closed form of its stage (see {@link LineSegment}
 * and {@link WaveSegment}), rounded to the nearest microsecond: no rounding error adds up along the
 * profile. A call searches its stage in logarithmic time and, with even spacing, allocates nothing.
 * Immutable and thread-safe.
 */
public final class ArrivalSchedule {

  /**
   * Share of all arrivals below which a last, begun one is taken for rounding of the rates: 50.1/s
   * for 10 s are 501 arrivals, though the product of the doubles may be a hair more.
   */
  private static final double ROUNDING = 1e-12;

  private final Segment[] segments;
  private final long durationMicros;
  private final long total;
  private final Positions positions;

  public ArrivalSchedule(LoadProfile.Open profile) {
    segments = new Segment[profile.stages().size()];
    long startMicros = 0;
    double arrivals = 0;
    for (int i = 0; i < segments.length; i++) {
      Stage stage = profile.stages().get(i);
      segments[i] = Segment.of(stage, startMicros, arrivals);
      startMicros += Durations.micros(stage.duration());
      arrivals += segments[i].arrivals();
    }
    durationMicros = startMicros;
    total = (long) Math.ceil(arrivals - arrivals * ROUNDING);
    positions = Positions.of(profile.spacing(), total, arrivals);
  }

  /** How many arrivals the profile asks for. */
  public long total() {
    return total;
  }

  /**
   * When the k-th arrival is due, in microseconds from the profile's start: not below the one
   * before, and below the profile's duration.
   *
   * @param k from 0 to {@link #total()} - 1
   * @throws IndexOutOfBoundsException when there is no such arrival
   */
  public long dueMicros(long k) {
    Objects.checkIndex(k, total);
    double position = positions.of(k);
    return Math.min(
        Math.round(segments[stageOf(position)].dueMicros(position)), durationMicros - 1);
  }

  /**
   * How many arrivals are due before {@code offsetMicros} from the profile's start: those {@code k}
   * with {@code dueMicros(k) < offsetMicros}.
   */
  public long dueBefore(long offsetMicros) {
    if (offsetMicros <= 0) {
      return 0;
    }
    if (offsetMicros >= durationMicros) {
      return total;
    }
    double arrivals = segments[stageAt(offsetMicros)].arrivalsBy(offsetMicros);
    long count = Math.min(total, positions.below(arrivals));
    // The integral does not know of the rounding to microseconds, which moves a few at the edge.
    while (count > 0 && dueMicros(count - 1) >= offsetMicros) {
      count--;
    }
    while (count < total && dueMicros(count) < offsetMicros) {
      count++;
    }
    return count;
  }

  /** The last stage before which no more than the position has accumulated. */
  private int stageOf(double position) {
    int low = 0;
    int high = segments.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments[middle].arrivalsBefore() > position) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /** The last stage that has begun by then. */
  private int stageAt(long offsetMicros) {
    int low = 0;
    int high = segments.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments[middle].startMicros() > offsetMicros) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }
}
