package dev.faultline.generator.schedule;

/**
 * The one thread that a shard lives on, as its parts see it: what time it is, and "call me then".
 * Tests replace it by a queue turned by hand. To be used on that thread only.
 */
public interface LoopTimer {

  /** Microseconds since the epoch, never running backwards. */
  long nowMicros();

  /** Runs the task on the loop at that time or as soon after it as possible, never before. */
  void at(long micros, Runnable task);
}
