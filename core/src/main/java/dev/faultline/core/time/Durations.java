package dev.faultline.core.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Microsecond arithmetic on {@link Duration}s; all event times in Faultline are microseconds. */
public final class Durations {

  private Durations() {}

  /** The duration in whole microseconds, rounded down. */
  public static long micros(Duration duration) {
    return TimeUnit.SECONDS.toMicros(duration.getSeconds())
        + TimeUnit.NANOSECONDS.toMicros(duration.getNano());
  }

  /** A duration of that many microseconds. */
  public static Duration ofMicros(long micros) {
    return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros));
  }
}
