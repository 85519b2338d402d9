package dev.faultline.core.profile;

/**
 * The part of a run's load that one shard has. Of things that are numbered from 0 (arrivals, users,
 * the places of a limit) it has those whose number leaves the remainder {@code index} when divided
 * by {@code count}:
 *
 * <pre>
 * whole   0  1  2  3  4  5  6  7  …
 * 0 of 3  0        3        6
 * 1 of 3     1        4        7
 * 2 of 3        2        5
 * </pre>
 *
 * So the slices of one count have each thing exactly once, and never differ by more than one.
 *
 * @param index from 0
 * @param count at least 1
 */
public record Slice(int index, int count) {

  /** All of it. */
  public static final Slice WHOLE = new Slice(0, 1);

  public Slice {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("there is no slice %d of %d".formatted(index, count));
    }
  }

  /** How many of the first {@code n} things are in it. */
  public long of(long n) {
    return (n + count - 1 - index) / count;
  }

  /** How many of the first {@code n} things are in it. */
  public int of(int n) {
    return (int) of((long) n);
  }

  /** The number that its k-th thing, from 0, has in the whole. */
  public long inWhole(long k) {
    return index + k * count;
  }
}
