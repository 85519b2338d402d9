package dev.faultline.chaos.experiment;

import dev.faultline.chaos.lifecycle.FaultLifecycle;
import dev.faultline.chaos.lifecycle.FaultTimeline;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The faults of one run, each on its own course, and the one timeline that they share. Its
 * watermark moves on every 250 ms from the start on, and for the last time when all faults are at
 * their end.
 *
 * <p>Not thread-safe; belongs to the thread of its run.
 */
public final class Experiment {

  private static final long PROGRESS_MICROS = TimeUnit.MILLISECONDS.toMicros(250);

  private final RunId runId;
  private final List<FaultLifecycle> faults;
  private final FaultTimeline timeline;
  private final Clock clock;

  private boolean begun;
  private boolean finished;
  private long nextProgressMicros;

  public Experiment(RunId runId, List<FaultLifecycle> faults, FaultTimeline timeline, Clock clock) {
    this.runId = runId;
    this.faults = List.copyOf(faults);
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Tells of every fault that it is planned.
   *
   * @return whether that is durable
   */
  public boolean announce() {
    return faults.stream().allMatch(FaultLifecycle::announce);
  }

  /** Time zero of the faults' offsets; the timeline's watermark moves from now on. */
  public void start(long startMicros) {
    faults.forEach(fault -> fault.schedule(startMicros));
    begun = true;
  }

  /** Ends all faults early: planned ones never begin, others are healed. */
  public void stop(String reason) {
    faults.forEach(fault -> fault.stop(reason));
    begun = true;
  }

  /** Does all that is to be done by now. */
  public void tick() {
    if (!begun || finished) {
      return;
    }
    faults.forEach(FaultLifecycle::tick);
    finished = faults.stream().allMatch(fault -> fault.phase().terminal());
    long now = clock.epochMicros();
    if (finished || now >= nextProgressMicros) {
      timeline.append(new FaultProgress(runId, now, finished));
      nextProgressMicros = now + PROGRESS_MICROS;
    }
  }

  /** Whether every fault is at its end and the timeline says so. */
  public boolean finished() {
    return finished;
  }

  /** Undoes what can be undone without asking or telling anybody. For the last exit. */
  public void release() {
    faults.forEach(FaultLifecycle::release);
  }
}
