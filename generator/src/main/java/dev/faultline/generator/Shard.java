package dev.faultline.generator;

import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.schedule.Alarm;
import dev.faultline.generator.schedule.LoopTimer;
import dev.faultline.generator.sink.ShardRecorder;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

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
 * <p>After the load the shard drains, see {@link Drain}. {@link #stop} and {@link #handOver} begin
 * that early; the last progress of a shard that is handed over is not the shard's last.
 *
 * <p>Whoever stood still for longer than the members of a group may be silent has been given up by
 * the others. To begin all that was due meanwhile would be twice the load: the shard is abandoned.
 */
final class Shard {

  /** Time between two progress records; watermarks are its multiples. */
  static final long PROGRESS_MICROS = 250_000;

  /** Shorter than the silence after which a generator's shards are given to another one. */
  private static final long STANDSTILL_MICROS = TimeUnit.SECONDS.toMicros(5);

  private static final long NO_ROOM_MICROS = 1_000;

  private final List<Flow> flows;
  private final LoopTimer timer;
  private final Alarm alarm;
  private final Drain drain;
  private final ShardRecorder recorder;
  private final LoadMetrics metrics;
  private final Listener listener;
  private final long startMicros;
  private long nextProgressMicros;
  private long maxLagMicros;
  private boolean advancing;
  private boolean stopped;
  private boolean finished;

  /** What was due by then is done; there is a generator that goes on from there. */
  private OptionalLong handedOverMicros = OptionalLong.empty();

  /** Who is told of its end. */
  interface Listener {

    /**
     * It has ended, or this generator's part in it. On the loop.
     *
     * @param lastProgressMicros watermark of its last progress, which is in the buffer; when it was
     *     abandoned there is none
     */
    void ended(Load.End end, long lastProgressMicros);
  }

  /**
   * @param runners of the scenarios
   * @param endMicros when the last load profile ends, microseconds since the epoch
   */
  Shard(
      List<ScenarioRunner> runners,
      LoadPart part,
      long endMicros,
      LoopTimer timer,
      ShardRecorder recorder,
      LoadMetrics metrics,
      Listener listener) {
    long nowMicros = timer.nowMicros();
    this.flows =
        runners.stream().map(runner -> Flow.of(runner, part, nowMicros, this::userReady)).toList();
    this.drain = new Drain(runners, endMicros);
    this.startMicros = part.startMicros();
    this.timer = timer;
    this.alarm = new Alarm(timer, this::tick);
    this.recorder = recorder;
    this.metrics = metrics;
    this.listener = listener;
    this.nextProgressMicros = Math.ceilDiv(part.fromMicros(), PROGRESS_MICROS) * PROGRESS_MICROS;
  }

  /** Begins with the time that its part begins with. On the loop. */
  void begin() {
    metrics.begun(this);
    alarm.set(nextTickMicros());
  }

  /** Nothing is due any more; what is in flight may end. On the loop. */
  void stop() {
    if (finished) {
      return;
    }
    long nowMicros = timer.nowMicros();
    handedOverMicros = OptionalLong.empty();
    beginNoMore(nowMicros);
    drain.beginEarly(nowMicros);
    finishIfOver(nowMicros);
  }

  /** The same, for another generator to go on; unless it is ending anyway. On the loop. */
  void handOver() {
    if (!stopped && !finished) {
      long nowMicros = timer.nowMicros();
      handedOverMicros = OptionalLong.of(nowMicros + 1);
      beginNoMore(nowMicros);
      drain.beginGently(nowMicros);
      finishIfOver(nowMicros);
    }
  }

  /** Ends here and now, without a last word. On the loop. */
  void abandon() {
    if (!finished) {
      stopped = true;
      flows.forEach(flow -> flow.runner().giveUpWaiting());
      end(new Load.End.Abandoned(), startMicros);
    }
  }

  private void beginNoMore(long nowMicros) {
    if (!stopped) {
      advanceTo(nowMicros);
      stopped = true;
    }
  }

  private void tick() {
    if (finished) {
      return;
    }
    long nowMicros = timer.nowMicros();
    if (nowMicros - nextProgressMicros > STANDSTILL_MICROS) {
      abandon();
      return;
    }
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
    flows.forEach(flow -> flow.runner().passTo(watermarkMicros));
    List<ScenarioProgress> scenarios =
        flows.stream().map(flow -> flow.progress(watermarkMicros)).toList();
    boolean kept = recorder.progress(watermarkMicros, last, scenarios, maxLagMicros);
    if (kept) {
      metrics.progress(this, scenarios, maxLagMicros);
      maxLagMicros = 0;
    }
    return kept;
  }

  /** Ends the shard, unless something is in flight or the buffer has no room for its last word. */
  private void finishIfOver(long nowMicros) {
    if (finished) {
      return;
    }
    if (loadOver(nowMicros)) {
      drain.begin(nowMicros);
    }
    flows.forEach(flow -> flow.runner().passTo(nowMicros + 1));
    drain.giveUpIfLate(nowMicros);
    // Above all completions, and not before the run itself when that was stopped before it began.
    long watermarkMicros = Math.max(nowMicros + 1, startMicros);
    if (drain.over(nowMicros) && progress(watermarkMicros, handedOverMicros.isEmpty())) {
      end(
          handedOverMicros.isPresent()
              ? new Load.End.HandedOver(handedOverMicros.getAsLong())
              : new Load.End.Finished(),
          watermarkMicros);
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

  private void end(Load.End how, long lastProgressMicros) {
    finished = true;
    flows.forEach(flow -> flow.runner().close());
    metrics.finished(this);
    listener.ended(how, lastProgressMicros);
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
