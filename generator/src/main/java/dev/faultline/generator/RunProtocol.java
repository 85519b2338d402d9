package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanProblem;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The generators' side of the run protocol:
 *
 * <pre>
 * Submitted ─▶ waiting ─(Prepared by the chaos-injector)─▶ set up ─▶ Started
 *                 └─(timeout, AbortRequested)─▶ Aborted      └─(failed, AbortRequested)
 *                                                  ▲                     ▼
 *                                                  └──────────────── torn down
 * </pre>
 *
 * A plan without faults and proxies does not wait, and one without a setup is not set up. Every
 * generator follows every run, and the one that a run belongs to speaks for it: when another one
 * takes its place, that one knows all that it needs. On one thread.
 */
final class RunProtocol {

  private static final System.Logger LOG = System.getLogger(RunProtocol.class.getName());
  private static final String INJECTOR = "chaos-injector";
  private static final long FRESH_MICROS = TimeUnit.SECONDS.toMicros(60);
  private static final long SECOND_MICROS = TimeUnit.SECONDS.toMicros(1);

  private final Clock clock;
  private final Load.Source loads;
  private final SetUps setUps;
  private final RunPublisher publisher;
  private final StartedRuns startedRuns;
  private final Predicate<RunId> ours;
  private final int shards;
  private final Duration prepareTimeout;
  private final Map<RunId, Pending> pending = new LinkedHashMap<>();

  /** Their end was asked for after this generator had asked for their start: which comes next. */
  private final Set<RunId> abortedEarly = new HashSet<>();

  /** A run that has not started. */
  private sealed interface Pending {
    PlanSource plan();

    /** Nobody has looked at it yet. */
    record Submitted(PlanSource plan, long untilMicros, boolean prepared) implements Pending {}

    /** Its load can be put on, when the chaos-injector is prepared. */
    record Waiting(PlanSource plan, long untilMicros, Plan read) implements Pending {}

    /** What is done once before the load is under way, or was and is being undone. */
    record SettingUp(PlanSource plan, Plan read, SetUps.SetUp setUp) implements Pending {}

    record ToBeAborted(PlanSource plan, String reason) implements Pending {}

    /** Somebody else has ended the run: nothing is left but to undo what was set up. */
    record Undoing(PlanSource plan, SetUps.SetUp setUp) implements Pending {}
  }

  /**
   * @param ours whether a run belongs to this generator, which may change
   * @param shards into how many the load of a run is cut, where its plan allows
   * @param prepareTimeout how long the chaos-injector is waited for
   */
  RunProtocol(
      Clock clock,
      Load.Source loads,
      SetUps setUps,
      RunPublisher publisher,
      StartedRuns startedRuns,
      Predicate<RunId> ours,
      int shards,
      Duration prepareTimeout) {
    this.clock = clock;
    this.loads = loads;
    this.setUps = setUps;
    this.publisher = publisher;
    this.startedRuns = startedRuns;
    this.ours = ours;
    this.shards = shards;
    this.prepareTimeout = prepareTimeout;
  }

  /** Events of {@code faultline.runs}, those of a run in their order. */
  void received(List<RunEvent> events) {
    for (RunEvent event : events) {
      RunId runId = event.runId();
      switch (event) {
        case RunEvent.Submitted submitted -> submitted(submitted);
        case RunEvent.Prepared prepared when prepared.part().equals(INJECTOR) -> prepared(runId);
        case RunEvent.Prepared _ -> {}
        case RunEvent.Started started -> started(started);
        case RunEvent.AbortRequested request -> abortRequested(request);
        case RunEvent.Aborted _, RunEvent.Finished _ -> over(runId);
      }
    }
  }

  private void started(RunEvent.Started event) {
    RunId runId = event.runId();
    boolean undone =
        pending.get(runId) instanceof Pending.SettingUp(_, _, var setUp) && setUp.isToBeUndone();
    // What is undone goes on being undone, and ends with the run's end being told.
    boolean aborted = undone || pending.remove(runId) instanceof Pending.ToBeAborted;
    startedRuns.started(event);
    if (abortedEarly.remove(runId) || aborted) {
      startedRuns.stop(runId);
    }
  }

  private void over(RunId runId) {
    abortedEarly.remove(runId);
    startedRuns.over(runId);
    if (pending.remove(runId) instanceof Pending.SettingUp(var plan, _, var setUp)) {
      setUp.end("the run is over");
      pending.put(runId, new Pending.Undoing(plan, setUp));
    }
  }

  /** Does what is due for the runs that are ours. */
  void proceed() {
    List.copyOf(pending.keySet()).stream()
        .filter(runId -> pending.get(runId) instanceof Pending.Undoing || ours.test(runId))
        .forEach(this::proceed);
  }

  /** Says of the runs that are ours and have not started that they never will. */
  void abortAll(String reason) {
    Map.copyOf(pending)
        .forEach(
            (runId, run) -> {
              switch (run) {
                case Pending.Undoing over -> over.setUp().undo();
                case Pending.SettingUp before when ours.test(runId) -> {
                  before.setUp().undo();
                  abort(runId, run.plan(), reason);
                }
                case Pending _ when ours.test(runId) -> abort(runId, run.plan(), reason);
                case Pending _ -> {}
              }
            });
  }

  private void submitted(RunEvent.Submitted event) {
    RunId runId = event.runId();
    if (pending.containsKey(runId) || startedRuns.knows(runId)) {
      return;
    }
    long nowMicros = clock.epochMicros();
    if (nowMicros - event.atMicros() > FRESH_MICROS) {
      LOG.log(Level.DEBUG, "Run {0} is ignored: it was submitted more than 60 s ago", runId);
      return;
    }
    long untilMicros = nowMicros + Durations.micros(prepareTimeout);
    pending.put(runId, new Pending.Submitted(event.plan(), untilMicros, false));
  }

  private void prepared(RunId runId) {
    switch (pending.get(runId)) {
      case Pending.Submitted(PlanSource plan, long untilMicros, boolean _) ->
          pending.put(runId, new Pending.Submitted(plan, untilMicros, true));
      case Pending.Waiting waiting -> {
        if (ours.test(runId)) {
          setUp(runId, waiting.plan(), waiting.read());
        } else {
          pending.put(runId, new Pending.Submitted(waiting.plan(), waiting.untilMicros(), true));
        }
      }
      case Pending.ToBeAborted _, Pending.SettingUp _, Pending.Undoing _ -> {}
      case null -> {}
    }
  }

  private void abortRequested(RunEvent.AbortRequested request) {
    RunId runId = request.runId();
    switch (pending.get(runId)) {
      case null -> {
        if (startedRuns.knows(runId)) {
          startedRuns.stop(runId);
        } else {
          abortedEarly.add(runId);
        }
      }
      case Pending.SettingUp run -> run.setUp().end(request.reason());
      case Pending.Undoing _ -> {}
      case Pending _ ->
          pending.put(runId, new Pending.ToBeAborted(request.plan(), request.reason()));
    }
  }

  private void proceed(RunId runId) {
    switch (pending.get(runId)) {
      case Pending.Submitted submitted -> look(runId, submitted);
      case Pending.Waiting waiting -> {
        if (waiting.untilMicros() <= clock.epochMicros()) {
          abort(
              runId,
              waiting.plan(),
              "the chaos-injector was not prepared within %d s; is it running?"
                  .formatted(prepareTimeout.toSeconds()));
        }
      }
      case Pending.SettingUp run -> proceed(runId, run);
      case Pending.Undoing(_, var setUp) -> {
        if (!(setUp.proceed() instanceof SetUps.State.UnderWay)) {
          pending.remove(runId);
        }
      }
      case Pending.ToBeAborted(PlanSource plan, String reason) -> abort(runId, plan, reason);
    }
  }

  private void proceed(RunId runId, Pending.SettingUp run) {
    switch (run.setUp().proceed()) {
      case SetUps.State.UnderWay() -> {}
      case SetUps.State.Done(PlanSource plan) -> {
        if (!start(runId, plan, run.read())) {
          run.setUp().end("Kafka did not take its start");
          pending.put(runId, run);
        }
      }
      case SetUps.State.Failed(String reason) -> abort(runId, run.plan(), reason);
    }
  }

  private void setUp(RunId runId, PlanSource source, Plan plan) {
    if (plan.hasSetUp()) {
      LOG.log(Level.INFO, "Run {0} is set up", runId);
      pending.put(runId, new Pending.SettingUp(source, plan, setUps.begin(runId, source, plan)));
    } else {
      boolean _ = start(runId, source, plan);
    }
  }

  private void look(RunId runId, Pending.Submitted run) {
    switch (PlanReader.read(run.plan())) {
      case PlanOutcome.Invalid invalid -> abort(runId, run.plan(), inOneLine(invalid.problems()));
      case PlanOutcome.Valid valid -> look(runId, run, valid.plan());
    }
  }

  private void look(RunId runId, Pending.Submitted run, Plan plan) {
    try {
      loads.check(plan);
    } catch (UnusableTargetException e) {
      abort(runId, run.plan(), e.getMessage());
      return;
    } catch (RuntimeException defect) {
      LOG.log(
          Level.ERROR, "Whether run " + runId + " can be carried is not to be found out", defect);
      abort(runId, run.plan(), "internal error of the generator: " + defect);
      return;
    }
    if (plan.needsInjector() && !run.prepared()) {
      pending.put(runId, new Pending.Waiting(run.plan(), run.untilMicros(), plan));
      LOG.log(Level.INFO, "Run {0} waits for the chaos-injector", runId);
    } else {
      setUp(runId, run.plan(), plan);
    }
  }

  /**
   * The load begins with the next whole second that is at least one second ahead, when this is read
   * again from the topic, here and by the other generators. False when Kafka did not take it.
   */
  private boolean start(RunId runId, PlanSource source, Plan plan) {
    long nowMicros = clock.epochMicros();
    long startMicros = Math.ceilDiv(nowMicros + SECOND_MICROS, SECOND_MICROS) * SECOND_MICROS;
    int shardCount = plan.shards(shards);
    pending.remove(runId);
    boolean told =
        publisher.publish(new RunEvent.Started(runId, nowMicros, source, startMicros, shardCount));
    if (told) {
      LOG.log(Level.INFO, "Run {0} starts, in shards: {1}", runId, shardCount);
    }
    return told;
  }

  private void abort(RunId runId, PlanSource plan, String reason) {
    LOG.log(Level.WARNING, "Run {0} is aborted: {1}", runId, reason);
    pending.remove(runId);
    publisher.publish(new RunEvent.Aborted(runId, clock.epochMicros(), plan, reason));
  }

  private static String inOneLine(List<PlanProblem> problems) {
    return problems.stream().map(PlanProblem::toString).collect(Collectors.joining("; "));
  }
}
