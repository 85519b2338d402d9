package dev.faultline.core.profile;

/**
 * A slice of a whole that is shared out, from one point of it to another. Slices that lie side by
 * side and cover it get all of what can only be given in pieces, and none of it twice.
 *
 * @param from where it begins, 0 to 1
 * @param to where it ends, 0 to 1, not before its begin
 */
public record Share(double from, double to) {

  public static final Share WHOLE = new Share(0, 1);

  public Share {
    if (!(0 <= from && from <= to && to <= 1)) {
      throw new IllegalArgumentException("no share: from %s to %s".formatted(from, to));
    }
  }

  /** How large it is, 0 to 1. */
  public double size() {
    return to - from;
  }

  /** How many of so many pieces it gets. */
  public long of(long pieces) {
    return Math.round(pieces * to) - Math.round(pieces * from);
  }
}
