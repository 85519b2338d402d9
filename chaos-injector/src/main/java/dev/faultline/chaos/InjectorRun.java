package dev.faultline.chaos;

import dev.faultline.chaos.experiment.Experiment;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * The injector's part in one run, from the moment that all stands ready to the moment that nothing
 * of it is left. What it holds open stays open until the run is known to be over, for the load goes
 * through it.
 *
 * <p>Not thread-safe; see {@link RunThread}.
 */
final class InjectorRun {

  private static final System.Logger LOG = System.getLogger(InjectorRun.class.getName());

  /** How long the load may take to begin, once all that is done before it is done. */
  static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** How long after the planned end of what the load does nobody can still need the proxies. */
  static final Duration LINGER = Duration.ofSeconds(60);

  /** How long healing may take when the injector has to go. */
  static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);

  private final RunEvent submitted;
  private final Plan plan;
  private final FaultDriver.Session session;
  private final Experiment experiment;
  private final RunJournal journal;
  private final Clock clock;

  private long overAtMicros;
  private long leaveByMicros = Long.MAX_VALUE;
  private boolean started;
  private boolean ended;
  private boolean released;

  InjectorRun(
      RunEvent.Submitted submitted,
      Plan plan,
      FaultDriver.Session session,
      Experiment experiment,
      RunJournal journal,
      Clock clock) {
    this.submitted = submitted;
    this.plan = plan;
    this.session = session;
    this.experiment = experiment;
    this.journal = journal;
    this.clock = clock;
    this.overAtMicros = clock.epochMicros() + Durations.micros(startLimit());
  }

  /** Takes note of a later event of the run. */
  void on(RunEvent event) {
    switch (event) {
      case RunEvent.Submitted _, RunEvent.Prepared _ -> {}
      case RunEvent.Started start -> start(start.startMicros());
      case RunEvent.AbortRequested request -> experiment.stop(request.reason());
      case RunEvent.Aborted aborted -> end("the run was aborted: " + aborted.reason());
      case RunEvent.Finished _ -> end("the run is over");
    }
  }

  /** Does all that is to be done by now. */
  void tick() {
    long now = clock.epochMicros();
    if (!started && !ended && now >= overAtMicros) {
      String reason = "the load did not begin within " + Durations.format(startLimit());
      end(reason);
      journal.append(new RunEvent.Aborted(submitted.runId(), now, submitted.plan(), reason));
    }
    experiment.tick();
    if (experiment.finished() ? ended || now >= overAtMicros : now >= leaveByMicros) {
      release();
    }
  }

  /** Whether nothing of it is left. */
  boolean over() {
    return released;
  }

  /**
   * Ends the injector's part while the run goes on without it. Faults are healed, everybody is told
   * to end the run, and some seconds later nothing of it is left, whatever happens.
   */
  void leave(String reason) {
    leaveByMicros = clock.epochMicros() + Durations.micros(LEAVE_LIMIT);
    experiment.stop(reason);
    experiment.tick();
    if (!ended) {
      ended = true;
      journal.append(
          new RunEvent.AbortRequested(
              submitted.runId(), clock.epochMicros(), submitted.plan(), reason));
    }
  }

  /** Lets go of everything at once, whatever its state; does nothing the second time. */
  void release() {
    if (!released) {
      released = true;
      experiment.release();
      session.close();
      journal.ended(submitted.runId());
      LOG.log(Level.INFO, "Run {0}: nothing of the injector is left", submitted.runId());
    }
  }

  private void start(long startMicros) {
    if (!started) {
      started = true;
      overAtMicros =
          startMicros + Durations.micros(plan.duration().plus(plan.longestEnd()).plus(LINGER));
      experiment.start(startMicros);
    }
  }

  private Duration startLimit() {
    return START_LIMIT.plus(plan.longestSetUp());
  }

  private void end(String reason) {
    ended = true;
    experiment.stop(reason);
  }
}
