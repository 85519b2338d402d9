package dev.faultline.generator;

import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.schedule.Alarm;
import dev.faultline.generator.schedule.LoopTimer;
import dev.faultline.generator.sink.ShardRecorder;
import java.util.List;

/**
 * A slice of a run's load, carried on one event loop. One tick does everything that is due by then:
 *
 * <pre>
 * ──●──●─────●──┃──●────●──▶ time     ● iteration due    ┃ progress, every 250 ms
 * </pre>
 *
 * in this order, even when the loop comes late: iterations due before a progress are begun before
 * it, so its counts are exact as of its watermark; and what completed before it is in the buffer
 * before it, since both go through the same queue from the same thread. A user who becomes ready
 * causes a tick at once.
 *
 * <p>After the load the shard drains, see {@link Drain}. {@link #stop} begins that early.
 */
final class Shard {

  /** Time between two progress records; watermarks are its multiples. */
  static final long PROGRESS_MICROS = 250_000;

  private static final long NO_ROOM_MICROS = 1_000;

  private final List<Flow> flows;
  private final LoopTimer timer;
  private final Alarm alarm;
  private final Drain drain;
  private final ShardRecorder recorder;
  private final LoadMetrics metrics;
  private final Runnable onFinished;
  private final long startMicros;
  private long nextProgressMicros;
  private long maxLagMicros;
  private boolean advancing;
  private boolean stopped;
  private boolean finished;

  /**
   * @param runners of the scenarios
   * @param startMicros time zero of the run, microseconds since the epoch
   * @param endMicros when the last load profile ends
   * @param onFinished called on the loop when the last progress is in the buffer
   */
  Shard(
      List<ScenarioRunner> runners,
      long startMicros,
      long endMicros,
      LoopTimer timer,
      ShardRecorder recorder,
      LoadMetrics metrics,
      Runnable onFinished) {
    this.flows =
        runners.stream().map(runner -> Flow.of(runner, startMicros, this::userReady)).toList();
    this.drain = new Drain(runners, endMicros);
    this.startMicros = startMicros;
    this.timer = timer;
    this.alarm = new Alarm(timer, this::tick);
    this.recorder = recorder;
    this.metrics = metrics;
    this.onFinished = onFinished;
    this.nextProgressMicros = Math.ceilDiv(startMicros, PROGRESS_MICROS) * PROGRESS_MICROS;
  }

  /** Begins at the start time. On the loop. */
  void begin() {
    alarm.set(nextTickMicros());
  }

  /** Nothing is due any more; what is in flight may end. On the loop. */
  void stop() {
    if (stopped || finished) {
      return;
    }
    long nowMicros = timer.nowMicros();
    advanceTo(nowMicros);
    stopped = true;
    drain.beginEarly(nowMicros);
    finishIfOver(nowMicros);
  }

  private void tick() {
    if (finished) {
      return;
    }
    long nowMicros = timer.nowMicros();
    advanceTo(nowMicros);
    finishIfOver(nowMicros);
    if (!finished) {
      alarm.set(drain.over(nowMicros) ? nowMicros + NO_ROOM_MICROS : nextTickMicros());
    }
  }

  /**
   * Within an iteration's last completion: nothing may be closed here, so this is no whole tick.
   */
  private void userReady() {
    if (!advancing && !stopped && !finished) {
      advanceTo(timer.nowMicros());
      alarm.set(nextTickMicros());
    }
  }

  private void advanceTo(long nowMicros) {
    advancing = true;
    while (nextProgressMicros <= nowMicros) {
      fireBefore(nextProgressMicros);
      progress(nextProgressMicros, false);
      nextProgressMicros += PROGRESS_MICROS;
    }
    fireBefore(nowMicros + 1);
    advancing = false;
  }

  private void fireBefore(long limitMicros) {
    if (stopped) {
      return;
    }
    for (Flow flow : flows) {
      maxLagMicros = Math.max(maxLagMicros, flow.fireBefore(limitMicros, timer));
    }
  }

  private boolean progress(long watermarkMicros, boolean last) {
    List<ScenarioProgress> scenarios =
        flows.stream().map(flow -> flow.runner().progress(watermarkMicros)).toList();
    boolean kept = recorder.progress(watermarkMicros, last, scenarios, maxLagMicros);
    if (kept) {
      metrics.progress(this, scenarios, maxLagMicros);
      maxLagMicros = 0;
    }
    return kept;
  }

  /** Ends the shard, unless something is in flight or the buffer has no room for its last word. */
  private void finishIfOver(long nowMicros) {
    if (loadOver(nowMicros)) {
      drain.begin(nowMicros);
    }
    drain.giveUpIfLate(nowMicros);
    // Above all completions, and not before the run itself when that was stopped before it began.
    if (drain.over(nowMicros) && progress(Math.max(nowMicros + 1, startMicros), true)) {
      finished = true;
      flows.forEach(flow -> flow.runner().close());
      metrics.finished(this);
      onFinished.run();
    }
  }

  private boolean loadOver(long nowMicros) {
    for (Flow flow : flows) {
      if (!flow.over(nowMicros)) {
        return false;
      }
    }
    return true;
  }

  private long nextTickMicros() {
    long next = nextProgressMicros;
    if (!stopped) {
      for (Flow flow : flows) {
        next = Math.min(next, flow.nextDueMicros());
      }
    }
    return next;
  }
}
