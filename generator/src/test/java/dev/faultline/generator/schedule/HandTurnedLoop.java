package dev.faultline.generator.schedule;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A loop whose time passes only when a test says so, from one task to the next. */
public final class HandTurnedLoop implements LoopTimer {

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::micros).thenComparingLong(Task::order));
  private long nowMicros;
  private long order;

  private record Task(long micros, long order, Runnable action) {}

  public HandTurnedLoop(long nowMicros) {
    this.nowMicros = nowMicros;
  }

  @Override
  public long nowMicros() {
    return nowMicros;
  }

  @Override
  public void at(long micros, Runnable task) {
    tasks.add(new Task(micros, order++, task));
  }

  /** Lets time pass, running each task at its time. */
  public void runUntil(long micros) {
    while (!tasks.isEmpty() && tasks.peek().micros() <= micros) {
      Task task = tasks.poll();
      nowMicros = Math.max(nowMicros, task.micros());
      task.action().run();
    }
    nowMicros = Math.max(nowMicros, micros);
  }

  /** Lets time pass while nothing runs, as when the whole machine stands still. */
  public void freezeUntil(long micros) {
    nowMicros = Math.max(nowMicros, micros);
  }

  /** Runs what there is, until nothing is scheduled any more. */
  public void runToTheEnd() {
    while (!tasks.isEmpty()) {
      runUntil(tasks.peek().micros());
    }
  }
}
