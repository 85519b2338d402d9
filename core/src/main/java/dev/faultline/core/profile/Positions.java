package dev.faultline.core.profile;

/**
 * Where in a profile's arrivals each one lies: the integral of the rate at which it is due, from 0
 * to that of the whole profile. Immutable and thread-safe.
 */
sealed interface Positions permits Positions.Even, PoissonPositions {

  /** The position of the k-th arrival, from 0: not below that of the one before. */
  double of(long k);

  /** How many arrivals lie below the position, but for rounding. */
  long below(double position);

  /**
   * The positions of a whole profile's arrivals.
   *
   * @param total how many there are
   * @param integral of the profile
   */
  static Positions of(Spacing spacing, long total, double integral) {
    return switch (spacing) {
      case Spacing.Even _ -> Even.SPACED;
      case Spacing.Poisson(long seed) -> new PoissonPositions(seed, total, integral);
    };
  }

  /** The k-th lies at k. */
  record Even() implements Positions {

    private static final Even SPACED = new Even();

    @Override
    public double of(long k) {
      return k;
    }

    @Override
    public long below(double position) {
      return (long) Math.ceil(position);
    }
  }
}
