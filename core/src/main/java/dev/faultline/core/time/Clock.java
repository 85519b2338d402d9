package dev.faultline.core.time;

/**
 * Where time comes from. Everything that needs "now" takes a clock, so that tests advance time by
 * hand and replay never reads the wall.
 *
 * <p>Implementations are thread-safe and never run backwards within a process.
 */
@FunctionalInterface
public interface Clock {

  /** Microseconds since 1970-01-01T00:00:00Z. */
  long epochMicros();

  /** The machine's clock. */
  static Clock system() {
    return new SystemClock();
  }
}
