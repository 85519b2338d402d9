package dev.faultline.generator;

import dev.faultline.core.profile.ArrivalSchedule;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.UserSchedule;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.scenario.IterationListener;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.schedule.Arrivals;
import dev.faultline.generator.schedule.LimitedArrivals;
import dev.faultline.generator.schedule.LoopTimer;
import dev.faultline.generator.schedule.OpenArrivals;
import dev.faultline.generator.schedule.Users;

/** Begins the iterations of a scenario when its load profile says so. */
final class Flow {

  private final ScenarioRunner runner;
  private final Arrivals arrivals;
  private final IterationListener onEnded;
  private final long endMicros;

  private Flow(
      ScenarioRunner runner, Arrivals arrivals, IterationListener onEnded, long startMicros) {
    this.runner = runner;
    this.arrivals = arrivals;
    this.onEnded = onEnded;
    this.endMicros = startMicros + Durations.micros(runner.load().duration());
  }

  /**
   * @param startMicros time zero of the run, microseconds since the epoch
   * @param onReady called when something may have become due that was not foreseen
   */
  static Flow of(ScenarioRunner runner, long startMicros, Runnable onReady) {
    return switch (runner.load()) {
      case LoadProfile.Open open ->
          new Flow(
              runner,
              new OpenArrivals(new ArrivalSchedule(open), startMicros),
              IterationListener.NOBODY,
              startMicros);
      case LoadProfile.Closed closed -> {
        Users users =
            new Users(UserSchedule.of(closed), startMicros, Durations.micros(closed.thinkTime()));
        yield new Flow(
            runner,
            closed.isLimited() ? new LimitedArrivals(users, closed.iterations()) : users,
            (dueMicros, endedMicros, answered) -> {
              users.ended(dueMicros, endedMicros, answered);
              onReady.run();
            },
            startMicros);
      }
    };
  }

  ScenarioRunner runner() {
    return runner;
  }

  /** Whether nothing will be due any more: its time is over, or its iterations are used up. */
  boolean over(long nowMicros) {
    return nowMicros >= endMicros
        || (arrivals instanceof LimitedArrivals limited && limited.usedUp());
  }

  /** When there is something to do next, or {@link Arrivals#NEVER}. */
  long nextDueMicros() {
    return arrivals.nextDueMicros();
  }

  /**
   * Begins what is due before the time.
   *
   * @return by how much the latest of it came late, 0 when nothing was due
   */
  long fireBefore(long limitMicros, LoopTimer timer) {
    long maxLagMicros = 0;
    long dueMicros = arrivals.nextDueMicros();
    while (dueMicros < limitMicros) {
      if (arrivals.advance()) {
        maxLagMicros = Math.max(maxLagMicros, timer.nowMicros() - dueMicros);
        runner.arrive(dueMicros, onEnded);
      }
      dueMicros = arrivals.nextDueMicros();
    }
    return maxLagMicros;
  }
}
