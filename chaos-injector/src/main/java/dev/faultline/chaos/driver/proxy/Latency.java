package dev.faultline.chaos.driver.proxy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Holds each chunk back for a delay, give or take a jitter that is uniform. */
final class Latency implements Toxic {

  private final long delayNanos;
  private final long jitterNanos;
  private final Traffic traffic;
  private final AtomicLong firstHeldNanos = new AtomicLong();

  Latency(Duration delay, Duration jitter, Traffic traffic) {
    this.delayNanos = delay.toNanos();
    this.jitterNanos = jitter.toNanos();
    this.traffic = traffic;
  }

  @Override
  public long holdNanos(RandomGenerator random) {
    long deviation = jitterNanos == 0 ? 0 : random.nextLong(-jitterNanos, jitterNanos + 1);
    return Math.max(0, delayNanos + deviation);
  }

  @Override
  public void passed(long heldNanos) {
    traffic.delayedChunks().increment();
    // With a jitter as large as the delay some chunks are hardly held, and prove nothing.
    if (heldNanos >= delayNanos / 2) {
      firstHeldNanos.compareAndSet(0, Math.max(1, heldNanos));
    }
  }

  /** How long the first chunk was held back that shows the effect, in nanoseconds. */
  Optional<Long> firstHeldNanos() {
    return Optional.of(firstHeldNanos.get()).filter(held -> held > 0);
  }
}
