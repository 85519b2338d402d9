package dev.faultline.chaos;

import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Gives each run its thread and each thread its events. Not thread-safe. */
final class RunFollower {

  private static final System.Logger LOG = System.getLogger(RunFollower.class.getName());
  private static final long FRESH_MICROS = TimeUnit.SECONDS.toMicros(60);

  private final Function<RunEvent.Submitted, RunThread> threads;
  private final Clock clock;
  private final Map<RunId, RunThread> running = new HashMap<>();

  RunFollower(Function<RunEvent.Submitted, RunThread> threads, Clock clock) {
    this.threads = threads;
    this.clock = clock;
  }

  /** Events in their order, as one poll gave them. */
  void received(List<RunEvent> events) {
    running.values().removeIf(RunThread::over);
    for (int i = 0; i < events.size(); i++) {
      RunEvent event = events.get(i);
      if (event instanceof RunEvent.Submitted submitted) {
        submitted(submitted, events.subList(i + 1, events.size()));
      } else if (running.containsKey(event.runId())) {
        running.get(event.runId()).on(event);
      }
    }
  }

  /** Heals and lets go of these runs; returns when that is done. */
  void leave(Collection<RunId> runs, String reason) {
    List<RunThread> leaving = runs.stream().filter(running::containsKey).map(running::get).toList();
    leaving.forEach(thread -> thread.leave(reason));
    try {
      for (RunThread thread : leaving) {
        thread.join();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    running.values().removeIf(RunThread::over);
  }

  /** The runs that the injector has a part in. */
  List<RunId> running() {
    return List.copyOf(running.keySet());
  }

  private void submitted(RunEvent.Submitted submitted, List<RunEvent> later) {
    RunId runId = submitted.runId();
    if (running.containsKey(runId)) {
      return;
    }
    if (clock.epochMicros() - submitted.atMicros() > FRESH_MICROS) {
      LOG.log(Level.INFO, "Run {0} is ignored: it was submitted more than 60 s ago", runId);
    } else if (later.stream().anyMatch(event -> event.runId().equals(runId) && isOver(event))) {
      LOG.log(Level.INFO, "Run {0} is ignored: it is already over", runId);
    } else {
      RunThread thread = threads.apply(submitted);
      running.put(runId, thread);
      thread.start();
    }
  }

  private static boolean isOver(RunEvent event) {
    return switch (event) {
      case RunEvent.Started _, RunEvent.Aborted _, RunEvent.Finished _ -> true;
      case RunEvent.Submitted _, RunEvent.Prepared _, RunEvent.AbortRequested _ -> false;
    };
  }
}
