package dev.faultline.core.check;

import java.util.BitSet;

/** The HTTP statuses that a step may be answered with. Immutable, thread-safe. */
public final class Statuses {

  private static final int FIRST = 100;
  private static final int FIRST_FAILING = 400;

  /** Whatever is no failure: below 400. What a plan means that names none. */
  public static final Statuses BELOW_400 = between(FIRST, FIRST_FAILING - 1);

  private final BitSet statuses;

  private Statuses(BitSet statuses) {
    this.statuses = statuses;
  }

  /** That one alone. */
  public static Statuses of(int status) {
    return between(status, status);
  }

  /** From the first to the last. */
  public static Statuses between(int first, int last) {
    BitSet all = new BitSet();
    all.set(first, last + 1);
    return new Statuses(all);
  }

  /** Those of both. */
  public Statuses or(Statuses others) {
    BitSet all = (BitSet) statuses.clone();
    all.or(others.statuses);
    return new Statuses(all);
  }

  /** Whether the status is one of them. */
  public boolean contain(int status) {
    return statuses.get(status);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Statuses those && statuses.equals(those.statuses);
  }

  @Override
  public int hashCode() {
    return statuses.hashCode();
  }

  @Override
  public String toString() {
    return statuses.toString();
  }
}
