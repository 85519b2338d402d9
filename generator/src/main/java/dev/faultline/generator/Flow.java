package dev.faultline.generator;

import dev.faultline.core.profile.ArrivalSchedule;
import dev.faultline.core.profile.ArrivalSlice;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.UserSchedule;
import dev.faultline.core.result.ScenarioProgress;
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
    runner.numberFrom(arrivals.dueBefore());
    this.arrivals = arrivals;
    this.onEnded = onEnded;
    this.endMicros = startMicros + Durations.micros(runner.load().duration());
  }

  /**
   * @param nowMicros users who are there already are ready now, not when the generator before
   *     stopped: nobody came in vain in between
   * @param onReady called when something may have become due that was not foreseen
   */
  static Flow of(ScenarioRunner runner, LoadPart part, long nowMicros, Runnable onReady) {
    return switch (runner.load()) {
      case LoadProfile.Open open ->
          new Flow(
              runner,
              new OpenArrivals(
                  new ArrivalSlice(new ArrivalSchedule(open), part.slice()),
                  part.startMicros(),
                  part.fromMicros()),
              IterationListener.NOBODY,
              part.startMicros());
      case LoadProfile.Closed closed -> {
        Users users =
            new Users(
                UserSchedule.of(closed).of(part.slice()),
                part.startMicros(),
                Math.max(part.fromMicros(), nowMicros),
                Durations.micros(closed.thinkTime()),
                part.dueBefore().getOrDefault(runner.name(), 0L));
        yield new Flow(
            runner,
            closed.isLimited()
                ? new LimitedArrivals(users, part.slice().of(closed.iterations()))
                : users,
            (dueMicros, endedMicros, answered) -> {
              users.ended(dueMicros, endedMicros, answered);
              onReady.run();
            },
            part.startMicros());
      }
    };
  }

  ScenarioRunner runner() {
    return runner;
  }

  /** Counts so far, see {@link ScenarioRunner#progress}, with what was due before it began. */
  ScenarioProgress progress(long atMicros) {
    return runner.progress(atMicros).after(arrivals.dueBefore());
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
