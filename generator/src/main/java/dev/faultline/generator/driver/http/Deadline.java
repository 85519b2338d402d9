package dev.faultline.generator.driver.http;

import dev.faultline.core.time.Clock;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A connection's timeout. A fast connection sets a new deadline thousands of times a second and
 * hardly ever reaches one, so a set deadline is a field; the one timer looks at it when it rings.
 */
final class Deadline {

  private static final long NONE = Long.MAX_VALUE;

  private final EventLoop loop;
  private final Clock clock;
  private final Runnable passed;
  private long deadlineMicros = NONE;
  private long ringsAtMicros = NONE;
  private Future<?> ring;

  /**
   * @param passed called when a deadline was reached and neither moved nor cancelled
   */
  Deadline(EventLoop loop, Clock clock, Runnable passed) {
    this.loop = loop;
    this.clock = clock;
    this.passed = passed;
  }

  /** Replaces the deadline. */
  void set(long micros) {
    deadlineMicros = micros;
    if (micros < ringsAtMicros) {
      stopRing();
      ringAt(micros);
    }
  }

  /** No deadline any more, and no timer. */
  void cancel() {
    deadlineMicros = NONE;
    stopRing();
  }

  private void rang() {
    ringsAtMicros = NONE;
    if (deadlineMicros == NONE) {
      return;
    }
    if (clock.epochMicros() < deadlineMicros) {
      ringAt(deadlineMicros);
    } else {
      deadlineMicros = NONE;
      passed.run();
    }
  }

  private void ringAt(long micros) {
    ringsAtMicros = micros;
    long delayMicros = Math.max(1, micros - clock.epochMicros());
    ring = loop.schedule(this::rang, delayMicros, TimeUnit.MICROSECONDS);
  }

  private void stopRing() {
    if (ring != null) {
      ring.cancel(false);
    }
    ringsAtMicros = NONE;
  }
}
