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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The generator's side of the run protocol:
 *
 * <pre>
 * Submitted ─▶ waiting ─(Prepared by the chaos-injector)─▶ Started, carrying ─▶ all results sent
 *                 └─(timeout, AbortRequested)─▶ Aborted        └─(AbortRequested)─▶ load stops ─┘
 * </pre>
 *
 * A plan without faults and proxies does not wait. On one thread, but for {@link #loadFinished}.
 */
final class RunProtocol {

  private static final System.Logger LOG = System.getLogger(RunProtocol.class.getName());
  private static final String INJECTOR = "chaos-injector";
  private static final long FRESH_MICROS = TimeUnit.SECONDS.toMicros(60);
  private static final long SECOND_MICROS = TimeUnit.SECONDS.toMicros(1);

  private final Clock clock;
  private final Load.Source loads;
  private final RunPublisher publisher;
  private final Duration prepareTimeout;
  private final Map<RunId, Phase> runs = new ConcurrentHashMap<>();

  private sealed interface Phase {
    PlanSource plan();
  }

  private record Waiting(PlanSource plan, Load load, long untilMicros) implements Phase {}

  private record Carrying(PlanSource plan, Load load) implements Phase {}

  /**
   * @param prepareTimeout how long the chaos-injector is waited for
   */
  RunProtocol(Clock clock, Load.Source loads, RunPublisher publisher, Duration prepareTimeout) {
    this.clock = clock;
    this.loads = loads;
    this.publisher = publisher;
    this.prepareTimeout = prepareTimeout;
  }

  /** Events of {@code faultline.runs} in their order, as one poll gave them. */
  void received(List<RunEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      RunEvent event = events.get(i);
      switch (event) {
        case RunEvent.Submitted submitted ->
            submitted(submitted, events.subList(i + 1, events.size()));
        case RunEvent.Prepared prepared when prepared.part().equals(INJECTOR) ->
            injectorPrepared(prepared.runId());
        case RunEvent.AbortRequested request -> abort(request.runId(), request.reason());
        case RunEvent.Aborted aborted -> abortedElsewhere(aborted);
        case RunEvent.Prepared _, RunEvent.Started _, RunEvent.Finished _ -> {}
      }
    }
  }

  /** Aborts the runs for which the chaos-injector was waited for too long. */
  void checkWaiting() {
    long nowMicros = clock.epochMicros();
    runs.forEach(
        (runId, phase) -> {
          if (phase instanceof Waiting waiting && waiting.untilMicros() <= nowMicros) {
            aborted(
                runId,
                phase.plan(),
                "the chaos-injector was not prepared within %d s; is it running?"
                    .formatted(prepareTimeout.toSeconds()));
          }
        });
  }

  /** All results of the run are acknowledged. From any thread. */
  void loadFinished(RunId runId) {
    runs.remove(runId);
  }

  /** Ends all runs early. */
  void abortAll(String reason) {
    runs.keySet().forEach(runId -> abort(runId, reason));
  }

  /** Says of all runs that they ended without a verdict, for their load has failed. */
  void failAll(String reason) {
    runs.forEach((runId, phase) -> aborted(runId, phase.plan(), reason));
  }

  private void submitted(RunEvent.Submitted submitted, List<RunEvent> later) {
    RunId runId = submitted.runId();
    if (runs.containsKey(runId)) {
      return;
    }
    if (clock.epochMicros() - submitted.atMicros() > FRESH_MICROS) {
      LOG.log(Level.INFO, "Run {0} is ignored: it was submitted more than 60 s ago", runId);
      return;
    }
    if (later.stream().anyMatch(event -> event.runId().equals(runId) && isPastSubmission(event))) {
      LOG.log(Level.INFO, "Run {0} is ignored: it has been started or is over", runId);
      return;
    }
    switch (PlanReader.read(submitted.plan())) {
      case PlanOutcome.Invalid invalid ->
          aborted(runId, submitted.plan(), inOneLine(invalid.problems()));
      case PlanOutcome.Valid valid -> prepare(submitted, valid.plan());
    }
  }

  private static boolean isPastSubmission(RunEvent event) {
    return switch (event) {
      case RunEvent.Started _, RunEvent.Aborted _, RunEvent.Finished _ -> true;
      case RunEvent.Submitted _, RunEvent.Prepared _, RunEvent.AbortRequested _ -> false;
    };
  }

  private void prepare(RunEvent.Submitted submitted, Plan plan) {
    RunId runId = submitted.runId();
    try {
      Load load = loads.prepare(runId, plan);
      if (plan.needsInjector()) {
        long untilMicros = clock.epochMicros() + Durations.micros(prepareTimeout);
        runs.put(runId, new Waiting(submitted.plan(), load, untilMicros));
        LOG.log(Level.INFO, "Run {0} waits for the chaos-injector", runId);
      } else {
        start(runId, submitted.plan(), load);
      }
    } catch (UnusableTargetException e) {
      aborted(runId, submitted.plan(), e.getMessage());
    }
  }

  private void injectorPrepared(RunId runId) {
    if (runs.get(runId) instanceof Waiting waiting) {
      start(runId, waiting.plan(), waiting.load());
    }
  }

  /** The load begins with the next whole second that is at least one second ahead. */
  private void start(RunId runId, PlanSource plan, Load load) {
    long nowMicros = clock.epochMicros();
    long startMicros = Math.ceilDiv(nowMicros + SECOND_MICROS, SECOND_MICROS) * SECOND_MICROS;
    if (!publisher.publish(new RunEvent.Started(runId, nowMicros, plan, startMicros, 1))) {
      runs.remove(runId);
      return;
    }
    runs.put(runId, new Carrying(plan, load));
    load.begin(startMicros);
    LOG.log(Level.INFO, "Run {0} starts", runId);
  }

  private void abort(RunId runId, String reason) {
    switch (runs.get(runId)) {
      case Waiting waiting -> aborted(runId, waiting.plan(), reason);
      case Carrying carrying -> carrying.load().stop();
      case null -> LOG.log(Level.DEBUG, "Run {0} is not carried here", runId);
    }
  }

  private void abortedElsewhere(RunEvent.Aborted event) {
    switch (runs.get(event.runId())) {
      case Waiting _ -> runs.remove(event.runId());
      case Carrying carrying -> carrying.load().stop();
      case null -> {}
    }
  }

  private void aborted(RunId runId, PlanSource plan, String reason) {
    LOG.log(Level.WARNING, "Run {0} is aborted: {1}", runId, reason);
    runs.remove(runId);
    publisher.publish(new RunEvent.Aborted(runId, clock.epochMicros(), plan, reason));
  }

  private static String inOneLine(List<PlanProblem> problems) {
    return problems.stream().map(PlanProblem::toString).collect(Collectors.joining("; "));
  }
}
