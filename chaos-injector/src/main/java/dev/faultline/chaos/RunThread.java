package dev.faultline.chaos;

import dev.faultline.chaos.Preparation.Outcome;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The thread that the injector's part in one run lives on: prepares it, gives it the run's events,
 * and has it tick every ten milliseconds until nothing of it is left. Whatever goes wrong in
 * between, everything that was injected or opened is let go at the end.
 */
final class RunThread {

  private static final System.Logger LOG = System.getLogger(RunThread.class.getName());

  /** How the injector signs. */
  static final String PART = "chaos-injector";

  private static final long TICK_MILLIS = 10;

  private final RunEvent.Submitted submitted;
  private final Preparation preparation;
  private final RunJournal journal;
  private final Clock clock;
  private final BlockingQueue<Note> notes = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** What the thread is told. */
  private sealed interface Note {
    record Happened(RunEvent event) implements Note {}

    record Leave(String reason) implements Note {}
  }

  RunThread(
      RunEvent.Submitted submitted, Preparation preparation, RunJournal journal, Clock clock) {
    this.submitted = submitted;
    this.preparation = preparation;
    this.journal = journal;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("run-" + submitted.runId()).unstarted(this::live);
  }

  void start() {
    thread.start();
  }

  void on(RunEvent event) {
    notes.add(new Note.Happened(event));
  }

  /** Tells it to heal and to let go; see {@link #join}. */
  void leave(String reason) {
    notes.add(new Note.Leave(reason));
  }

  /** Waits until nothing of it is left. */
  void join() throws InterruptedException {
    thread.join();
  }

  boolean over() {
    return !thread.isAlive();
  }

  private void live() {
    try {
      switch (preparation.prepare(submitted)) {
        case Outcome.NotNeeded _ -> LOG.log(Level.DEBUG, "Run {0} needs no injector", runId());
        case Outcome.Refused(String reason) -> abort(reason);
        case Outcome.Ready(InjectorRun run) -> carry(run);
      }
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "The injector's part in run " + runId() + " broke", bug);
      abort("internal error in the chaos-injector: " + bug);
    }
  }

  private void carry(InjectorRun run) {
    try {
      journal.append(new RunEvent.Prepared(runId(), clock.epochMicros(), submitted.plan(), PART));
      LOG.log(Level.INFO, "Run {0} is prepared", runId());
      while (!run.over()) {
        hear(run);
        run.tick();
      }
    } finally {
      run.release();
    }
  }

  private void hear(InjectorRun run) {
    try {
      switch (notes.poll(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        case null -> {}
        case Note.Happened(RunEvent event) -> run.on(event);
        case Note.Leave(String reason) -> run.leave(reason);
      }
    } catch (InterruptedException stop) {
      // Nobody interrupts this thread; whoever learns to wants it to end.
      run.leave("the chaos-injector was interrupted");
    }
  }

  private void abort(String reason) {
    LOG.log(Level.WARNING, "Run {0} is aborted: {1}", runId(), reason);
    journal.append(new RunEvent.Aborted(runId(), clock.epochMicros(), submitted.plan(), reason));
  }

  private RunId runId() {
    return submitted.runId();
  }
}
