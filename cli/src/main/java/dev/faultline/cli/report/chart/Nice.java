package dev.faultline.cli.report.chart;

/** The numbers 1, 2 and 5 times a power of ten: steps that people count in. */
final class Nice {

  /** So that 0.1 + 0.2 counts as 0.3. */
  private static final double TOLERANCE = 1e-9;

  private Nice() {}

  /** The smallest nice number that is not less; {@code value > 0}. */
  static double atLeast(double value) {
    double power = power(value);
    double digits = value / power * (1 - TOLERANCE);
    return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
  }

  /** The largest nice number that is not more; {@code value > 0}. */
  static double atMost(double value) {
    double power = power(value);
    double digits = value / power * (1 + TOLERANCE);
    return power * (digits >= 10 ? 10 : digits >= 5 ? 5 : digits >= 2 ? 2 : 1);
  }

  /** The nice number that follows a nice number. */
  static double next(double nice) {
    return atLeast(nice * 1.5);
  }

  static boolean powerOfTen(double nice) {
    double power = power(nice * (1 + TOLERANCE));
    return Math.abs(nice / power - 1) < TOLERANCE * 10;
  }

  private static double power(double value) {
    return Math.pow(10, Math.floor(Math.log10(value)));
  }
}
