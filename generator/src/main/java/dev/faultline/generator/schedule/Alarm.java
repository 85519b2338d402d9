package dev.faultline.generator.schedule;

/** Runs one task at the earliest of the times asked for since it last ran. On one loop. */
public final class Alarm {

  private final LoopTimer timer;
  private final Runnable task;
  private long setMicros = Long.MAX_VALUE;

  public Alarm(LoopTimer timer, Runnable task) {
    this.timer = timer;
    this.task = task;
  }

  /** Runs the task at that time at the latest, microseconds since the epoch. */
  public void set(long micros) {
    if (micros < setMicros) {
      setMicros = micros;
      timer.at(micros, () -> ring(micros));
    }
  }

  /** A timer cannot be called back, so one that an earlier time has replaced comes in vain. */
  private void ring(long micros) {
    if (micros == setMicros) {
      setMicros = Long.MAX_VALUE;
      task.run();
    }
  }
}
