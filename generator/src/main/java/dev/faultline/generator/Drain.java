package dev.faultline.generator;

import dev.faultline.generator.scenario.ScenarioRunner;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * How a shard comes to its end. After its load, iterations may take as long as the plan allows;
 * then requests that still wait for a connection are given up; what even then does not end is left
 * behind, so that the run ends. Events are waited for as long as they may take, unless another
 * generator is to go on. Times are microseconds since the epoch. On one event loop.
 */
final class Drain {

  private static final System.Logger LOG = System.getLogger(Drain.class.getName());
  private static final long GRACE_MICROS = TimeUnit.SECONDS.toMicros(1);

  private final List<ScenarioRunner> runners;
  private long endMicros;
  private long drainedByMicros;
  private boolean gentle;
  private boolean gaveUpWaiting;
  private boolean abandoned;

  /**
   * @param endMicros when the load ends
   */
  Drain(List<ScenarioRunner> runners, long endMicros) {
    this.runners = List.copyOf(runners);
    this.endMicros = endMicros;
    this.drainedByMicros = endMicros + longest(ScenarioRunner::longestIterationMicros);
  }

  /** The load has ended, maybe before its time; iterations may take as long as ever. */
  void begin(long nowMicros) {
    if (nowMicros < endMicros) {
      endMicros = nowMicros;
      drainedByMicros = nowMicros + longest(ScenarioRunner::longestIterationMicros);
    }
  }

  /** The load ends now; what is in flight may end the request that it is at. */
  void beginEarly(long nowMicros) {
    gentle = false;
    endMicros = Math.min(endMicros, nowMicros);
    drainedByMicros = nowMicros + longest(ScenarioRunner::longestRequestMicros);
    runners.forEach(ScenarioRunner::stop);
  }

  /** The load ends now; an iteration that is nearly done may be done before it ends early. */
  void beginGently(long nowMicros) {
    endMicros = Math.min(endMicros, nowMicros);
    drainedByMicros = nowMicros + GRACE_MICROS;
    gentle = true;
  }

  /** Gives up what takes longer than it may. */
  void giveUpIfLate(long nowMicros) {
    if (nowMicros < drainedByMicros || settled(nowMicros)) {
      return;
    }
    if (gentle) {
      runners.forEach(ScenarioRunner::giveUpEvents); // another generator does not know of them
      beginEarly(nowMicros);
    } else if (gaveUpWaiting) {
      abandoned = true;
      LOG.log(Level.ERROR, "{0} iterations never ended; the run ends without them", inFlight());
    } else {
      gaveUpWaiting = true;
      drainedByMicros = nowMicros + longest(ScenarioRunner::longestRequestMicros) + GRACE_MICROS;
      runners.forEach(ScenarioRunner::giveUpWaiting);
    }
  }

  /** Whether the load has ended, nothing is in flight and no event is waited for any more. */
  boolean over(long nowMicros) {
    return abandoned || (nowMicros >= endMicros && settled(nowMicros));
  }

  private boolean settled(long nowMicros) {
    return inFlight() == 0 && runners.stream().noneMatch(runner -> runner.awaitsEvents(nowMicros));
  }

  private int inFlight() {
    return runners.stream().mapToInt(ScenarioRunner::inFlight).sum();
  }

  private long longest(ToLongFunction<ScenarioRunner> ofRunner) {
    return runners.stream().mapToLong(ofRunner).max().orElse(0);
  }
}
