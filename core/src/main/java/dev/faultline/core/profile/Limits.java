package dev.faultline.core.profile;

import java.time.Duration;

/** What a stage may ask for. */
final class Limits {

  private Limits() {}

  static void check(double rate, Duration duration) {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("a rate is zero or more arrivals per second, not " + rate);
    }
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a stage lasts longer than zero, not " + duration);
    }
  }
}
