package dev.faultline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.chaos.Preparation.Outcome;
import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.Verdict;
import dev.faultline.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InjectorRunTest {

  private static final PlanSource PLAN =
      Plans.withProxy("outage: { at: 1s, duration: 5s, proxy: payments, down: {} }");

  private final ManualClock clock = new ManualClock(1_000_000_000L);
  private final ManualJournal journal = new ManualJournal();
  private final ScriptedDriver driver = new ScriptedDriver(journal.log());
  private final InjectorRun run = prepared(PLAN);

  @Test
  void staysOpenAfterItsFaultsUntilTheRunIsFinished() {
    driver.injection().showEffect("felt");
    driver.injection().showAbsence("gone");
    start();
    pass(Duration.ofSeconds(30));
    assertThat(journal.log()).endsWith("RECOVERED", "finished");
    assertThat(run.over()).isFalse();
    assertThat(journal.ended()).isEmpty();

    run.on(new RunEvent.Finished(Plans.RUN, clock.epochMicros(), PLAN, Verdict.PASS));
    pass(Duration.ofMillis(10));
    assertThat(journal.log()).endsWith("finished", "close");
    assertThat(run.over()).isTrue();
    assertThat(journal.ended()).containsExactly(Plans.RUN);
  }

  @Test
  void closesAMinuteAfterAllThatTheLoadDoesWhenNobodySaysThatTheRunIsFinished() {
    start();
    pass(Duration.ofSeconds(119).plus(longestEnd()));
    assertThat(run.over()).isFalse();
    pass(Duration.ofSeconds(1));

    assertThat(run.over()).isTrue();
    assertThat(journal.runs()).isEmpty();
  }

  @Test
  void abortsWhenTheLoadDoesNotBeginWithinAMinute() {
    pass(Duration.ofSeconds(60));

    assertThat(journal.log()).endsWith("Aborted", "ABORTED", "finished", "close");
    assertThat(journal.runs())
        .singleElement()
        .isInstanceOfSatisfying(
            RunEvent.Aborted.class,
            aborted -> assertThat(aborted.reason()).isEqualTo("the load did not begin within 1m"));
  }

  @Test
  void anAbortBeforeTheStartIsTheEnd() {
    run.on(new RunEvent.Aborted(Plans.RUN, clock.epochMicros(), PLAN, "no generator"));
    pass(Duration.ofMillis(10));

    assertThat(journal.log()).containsExactly("open", "PLANNED", "ABORTED", "finished", "close");
    assertThat(journal.timeline().detail(dev.faultline.core.fault.FaultPhase.ABORTED))
        .contains("the run was aborted: no generator");
  }

  @Test
  void aRequestedAbortHealsButKeepsWhatTheLoadStillNeeds() {
    start();
    pass(Duration.ofSeconds(2));
    run.on(new RunEvent.AbortRequested(Plans.RUN, clock.epochMicros(), PLAN, "Ctrl-C"));
    pass(Duration.ofMillis(10));

    assertThat(journal.log()).endsWith("HEALING", "heal", "HEALED", "ABORTED", "finished");
    assertThat(run.over()).isFalse();
  }

  @Test
  void leavingHealsThenAsksForTheEndOfTheRunThenCloses() {
    start();
    pass(Duration.ofSeconds(2));
    run.leave("shut down");
    pass(Duration.ofMillis(10));

    assertThat(journal.log())
        .endsWith("HEALING", "heal", "HEALED", "ABORTED", "finished", "AbortRequested", "close");
    assertThat(run.over()).isTrue();
  }

  @Test
  void leavingARunThatIsOverAsksForNothing() {
    start();
    run.on(new RunEvent.Finished(Plans.RUN, clock.epochMicros(), PLAN, Verdict.PASS));
    run.leave("shut down");
    pass(Duration.ofMillis(10));

    assertThat(journal.runs()).isEmpty();
    assertThat(run.over()).isTrue();
  }

  @Test
  void leavingDoesNotWaitForeverForAFaultThatWillNotHeal() {
    start();
    pass(Duration.ofSeconds(2));
    driver.injection().takeTimeToHeal();
    run.leave("shut down");
    pass(Duration.ofMillis(4_990));
    assertThat(run.over()).isFalse();
    pass(Duration.ofMillis(10));

    assertThat(run.over()).isTrue();
    assertThat(journal.log()).endsWith("heal", "heal", "close");
  }

  @Test
  void releaseIsDoneOnce() {
    run.release();
    run.release();

    assertThat(journal.log()).containsOnlyOnce("close");
  }

  private static Duration longestEnd() {
    return PlanReader.read(PLAN) instanceof PlanOutcome.Valid(Plan plan)
        ? plan.longestEnd()
        : Duration.ZERO;
  }

  private void start() {
    run.on(new RunEvent.Started(Plans.RUN, clock.epochMicros(), PLAN, clock.epochMicros(), 1));
  }

  private void pass(Duration time) {
    for (long i = 0; i < time.toMillis() / 10; i++) {
      clock.advance(Duration.ofMillis(10));
      run.tick();
    }
  }

  private InjectorRun prepared(PlanSource plan) {
    Preparation preparation =
        new Preparation(new Guard(GuardLimits.defaults()), driver, journal, clock);
    return switch (preparation.prepare(Plans.submitted(plan, clock.epochMicros()))) {
      case Outcome.Ready(InjectorRun ready) -> ready;
      case Outcome other -> throw new AssertionError(other);
    };
  }
}
