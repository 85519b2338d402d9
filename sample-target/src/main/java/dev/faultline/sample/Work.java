package dev.faultline.sample;

import java.time.Duration;
import java.util.Random;

/**
 * Pretended work: takes a typical time, give or take a jitter that is uniform and seeded.
 *
 * @param random thread-safe, as {@link Random} is
 */
record Work(Duration typical, Duration jitter, Random random) {

  static final Duration TYPICAL = Duration.ofMillis(5);
  static final Duration JITTER = Duration.ofMillis(1);

  static Work seeded(long seed) {
    return new Work(TYPICAL, JITTER, new Random(seed));
  }

  void perform(Duration extra) throws InterruptedException {
    double share = random.nextDouble() * 2 - 1;
    Thread.sleep(typical.plus(extra).plusNanos(Math.round(share * jitter.toNanos())));
  }
}
