package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Sets runs up before their load, and undoes that where there will be none: a setup that failed may
 * have done half of it.
 *
 * @param steps does it
 * @param tearDowns undoes it
 */
record SetUps(OnceSteps steps, TearDowns tearDowns) {

  /** How far one is. */
  sealed interface State {

    record UnderWay() implements State {}

    /**
     * The load may begin.
     *
     * @param plan knows what was captured
     */
    record Done(PlanSource plan) implements State {}

    /** There will be no load, and what was done is undone. */
    record Failed(String reason) implements State {}
  }

  /** Begins one. */
  SetUp begin(RunId runId, PlanSource source, Plan plan) {
    return new SetUp(runId, source, tearDowns, steps.setUp(plan));
  }

  /** One of a run. Not thread-safe. */
  static final class SetUp {

    private final RunId runId;
    private final PlanSource source;
    private final TearDowns tearDowns;
    private final CompletableFuture<OnceSteps.SetUpEnd> end;
    private Optional<String> abortReason = Optional.empty();
    private Optional<CompletableFuture<Void>> undone = Optional.empty();

    private SetUp(
        RunId runId,
        PlanSource source,
        TearDowns tearDowns,
        CompletableFuture<OnceSteps.SetUpEnd> end) {
      this.runId = runId;
      this.source = source;
      this.tearDowns = tearDowns;
      this.end = end;
    }

    /** There is to be no load any more. */
    void end(String reason) {
      abortReason = Optional.of(reason);
    }

    /** Whether {@link #end} was called. */
    boolean isToBeUndone() {
      return abortReason.isPresent();
    }

    /** Does what is due. */
    State proceed() {
      if (!end.isDone()) {
        return new State.UnderWay();
      }
      OnceSteps.SetUpEnd how = end.join();
      Optional<String> failure = abortReason.or(how::failure);
      PlanSource plan = source.withCaptured(how.captured());
      if (failure.isEmpty()) {
        return new State.Done(plan);
      }
      if (undone.isEmpty()) {
        undone = Optional.of(tearDowns.begin(runId, plan));
      }
      return undone.get().isDone() ? new State.Failed(failure.get()) : new State.UnderWay();
    }

    /** Waits for its end, and for that of undoing it, which their timeouts bound. */
    void undo() {
      OnceSteps.SetUpEnd how = end.join();
      undone.orElseGet(() -> tearDowns.begin(runId, source.withCaptured(how.captured()))).join();
    }
  }
}
