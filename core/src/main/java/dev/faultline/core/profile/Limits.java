package dev.faultline.core.profile;

import java.time.Duration;

/** What a profile and its stages may ask for. */
final class Limits {

  private Limits() {}

  static void check(double rate, Duration duration) {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("a rate is zero or more arrivals per second, not " + rate);
    }
    check(duration);
  }

  static void check(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a stage lasts longer than zero, not " + duration);
    }
  }

  static void checkCount(int stages) {
    if (stages == 0) {
      throw new IllegalArgumentException("a load profile has at least one stage");
    }
  }
}
