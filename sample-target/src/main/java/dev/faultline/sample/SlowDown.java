package dev.faultline.sample;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The surprise: how much slower than it should be checkout is right now. It begins by itself, some
 * time after the first request, unless somebody {@linkplain #set decides} otherwise.
 */
final class SlowDown {

  private final Optional<Duration> after;
  private final Duration extra;
  private final LongSupplier nanoTime;
  private final AtomicReference<Long> firstRequest = new AtomicReference<>();
  private volatile Optional<Duration> decided = Optional.empty();

  SlowDown(Optional<Duration> after, Duration extra, LongSupplier nanoTime) {
    this.after = after;
    this.extra = extra;
    this.nanoTime = nanoTime;
  }

  /** From now on it is this, whatever was scheduled. */
  void set(Duration decision) {
    decided = Optional.of(decision);
  }

  /** What a request that arrives now has to wait in addition. */
  Duration atRequest() {
    long now = nanoTime.getAsLong();
    firstRequest.compareAndSet(null, now);
    Duration elapsed = Duration.ofNanos(now - firstRequest.get());
    boolean due = after.map(delay -> elapsed.compareTo(delay) >= 0).orElse(false);
    return decided.orElse(due ? extra : Duration.ZERO);
  }
}
