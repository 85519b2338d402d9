package dev.faultline.generator;

import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.schedule.Arrivals;
import dev.faultline.generator.schedule.LoopTimer;
import dev.faultline.generator.sink.ShardRecorder;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * A slice of a run's load, carried on one event loop. One tick does everything that is due by then:
 *
 * <pre>
 * ──●──●─────●──┃──●────●──▶ time     ● arrival due    ┃ progress, every 250 ms
 * </pre>
 *
 * in this order, even when the loop comes late: arrivals before a progress are fired before it, so
 * its counts are exact as of its watermark; and what completed before it is in the buffer before
 * it, since both go through the same queue from the same thread.
 *
 * <p>After the last arrival the shard drains: iterations may take as long as the plan allows, then
 * requests that still wait for a connection are given up. {@link #stop} begins that early.
 */
final class Shard {

  /** Time between two progress records; watermarks are its multiples. */
  static final long PROGRESS_MICROS = 250_000;

  private static final System.Logger LOG = System.getLogger(Shard.class.getName());
  private static final long NO_ROOM_MICROS = 1_000;
  private static final long GRACE_MICROS = TimeUnit.SECONDS.toMicros(1);

  private final List<Flow> flows;
  private final LoopTimer timer;
  private final ShardRecorder recorder;
  private final LoadMetrics metrics;
  private final Runnable onFinished;
  private final long startMicros;
  private long endMicros;
  private long drainedByMicros;
  private long nextProgressMicros;
  private long maxLagMicros;
  private boolean stopped;
  private boolean gaveUpWaiting;
  private boolean abandoned;
  private boolean finished;

  /** A scenario and when its iterations begin. */
  record Flow(Arrivals arrivals, ScenarioRunner runner) {}

  /**
   * @param startMicros time zero of the run, microseconds since the epoch
   * @param endMicros when the last load profile ends
   * @param onFinished called on the loop when the last progress is in the buffer
   */
  Shard(
      List<Flow> flows,
      long startMicros,
      long endMicros,
      LoopTimer timer,
      ShardRecorder recorder,
      LoadMetrics metrics,
      Runnable onFinished) {
    this.flows = List.copyOf(flows);
    this.startMicros = startMicros;
    this.endMicros = endMicros;
    this.timer = timer;
    this.recorder = recorder;
    this.metrics = metrics;
    this.onFinished = onFinished;
    this.drainedByMicros = endMicros + longest(ScenarioRunner::longestIterationMicros);
    this.nextProgressMicros = Math.ceilDiv(startMicros, PROGRESS_MICROS) * PROGRESS_MICROS;
  }

  /** Begins at the start time. On the loop. */
  void begin() {
    timer.at(nextTickMicros(), this::tick);
  }

  /** No arrival is due any more; what is in flight may end. On the loop. */
  void stop() {
    if (stopped || finished) {
      return;
    }
    long nowMicros = timer.nowMicros();
    advanceTo(nowMicros);
    stopped = true;
    endMicros = Math.min(endMicros, nowMicros);
    drainedByMicros = nowMicros + longest(ScenarioRunner::longestRequestMicros);
    flows.forEach(flow -> flow.runner().stop());
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
      timer.at(over(nowMicros) ? nowMicros + NO_ROOM_MICROS : nextTickMicros(), this::tick);
    }
  }

  private void advanceTo(long nowMicros) {
    while (nextProgressMicros <= nowMicros) {
      fireBefore(nextProgressMicros);
      progress(nextProgressMicros, false);
      nextProgressMicros += PROGRESS_MICROS;
    }
    fireBefore(nowMicros + 1);
  }

  private void fireBefore(long limitMicros) {
    if (stopped) {
      return;
    }
    for (Flow flow : flows) {
      long dueMicros = flow.arrivals().nextDueMicros();
      while (dueMicros < limitMicros) {
        maxLagMicros = Math.max(maxLagMicros, timer.nowMicros() - dueMicros);
        flow.arrivals().advance();
        flow.runner().arrive(dueMicros);
        dueMicros = flow.arrivals().nextDueMicros();
      }
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
    giveUpIfLate(nowMicros);
    // Above all completions, and not before the run itself when that was stopped before it began.
    if (over(nowMicros) && progress(Math.max(nowMicros + 1, startMicros), true)) {
      finished = true;
      flows.forEach(flow -> flow.runner().close());
      metrics.finished(this);
      onFinished.run();
    }
  }

  private boolean over(long nowMicros) {
    return abandoned || (nowMicros >= endMicros && inFlight() == 0);
  }

  private void giveUpIfLate(long nowMicros) {
    if (nowMicros < drainedByMicros || inFlight() == 0) {
      return;
    }
    if (gaveUpWaiting) {
      abandoned = true;
      LOG.log(Level.ERROR, "{0} iterations never ended; the run ends without them", inFlight());
    } else {
      gaveUpWaiting = true;
      drainedByMicros = nowMicros + longest(ScenarioRunner::longestRequestMicros) + GRACE_MICROS;
      flows.forEach(flow -> flow.runner().giveUpWaiting());
    }
  }

  private int inFlight() {
    return flows.stream().mapToInt(flow -> flow.runner().inFlight()).sum();
  }

  private long nextTickMicros() {
    long next = nextProgressMicros;
    if (!stopped) {
      for (Flow flow : flows) {
        next = Math.min(next, flow.arrivals().nextDueMicros());
      }
    }
    return next;
  }

  private long longest(ToLongFunction<ScenarioRunner> ofRunner) {
    return flows.stream().map(Flow::runner).mapToLong(ofRunner).max().orElse(0);
  }
}
