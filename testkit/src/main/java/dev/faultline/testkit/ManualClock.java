package dev.faultline.testkit;

import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is turned by hand. Thread-safe. */
public final class ManualClock implements Clock {

  private final AtomicLong nowMicros;

  public ManualClock(long epochMicros) {
    nowMicros = new AtomicLong(epochMicros);
  }

  @Override
  public long epochMicros() {
    return nowMicros.get();
  }

  /** Turns it forward; a negative duration is refused, for clocks do not run backwards. */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("a clock does not run backwards: " + duration);
    }
    nowMicros.addAndGet(Durations.micros(duration));
  }

  /** Turns it forward to that time, microseconds since the epoch; an earlier one is refused. */
  public void set(long epochMicros) {
    nowMicros.updateAndGet(
        now -> {
          if (epochMicros < now) {
            throw new IllegalArgumentException(
                "a clock does not run backwards: from " + now + " to " + epochMicros);
          }
          return epochMicros;
        });
  }
}
