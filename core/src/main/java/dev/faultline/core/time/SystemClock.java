package dev.faultline.core.time;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The machine's wall clock, read once and carried on by the monotonic timer: a step of the wall
 * clock in the middle of a run would otherwise look like a latency.
 */
final class SystemClock implements Clock {

  private final long originMicros;
  private final long originNanos;

  SystemClock() {
    Instant now = Instant.now();
    originNanos = System.nanoTime();
    originMicros =
        TimeUnit.SECONDS.toMicros(now.getEpochSecond())
            + TimeUnit.NANOSECONDS.toMicros(now.getNano());
  }

  @Override
  public long epochMicros() {
    return originMicros + TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - originNanos);
  }
}
