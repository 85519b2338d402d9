package dev.faultline.core.profile;

/**
 * When each arrival of one shard is due: those of the whole schedule that are in its slice, at the
 * same times. Immutable and thread-safe.
 */
public record ArrivalSlice(ArrivalSchedule whole, Slice slice) {

  /** How many arrivals the shard has. */
  public long total() {
    return slice.of(whole.total());
  }

  /**
   * When its k-th arrival is due, in microseconds from the profile's start.
   *
   * @param k from 0 to {@link #total()} - 1
   * @throws IndexOutOfBoundsException when there is no such arrival
   */
  public long dueMicros(long k) {
    return whole.dueMicros(slice.inWhole(k));
  }

  /** How many of its arrivals are due before {@code offsetMicros} from the profile's start. */
  public long dueBefore(long offsetMicros) {
    return slice.of(whole.dueBefore(offsetMicros));
  }
}
