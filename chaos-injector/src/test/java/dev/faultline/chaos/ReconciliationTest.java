package dev.faultline.chaos;

import static dev.faultline.core.fault.FaultPhase.ABORTED;
import static dev.faultline.core.fault.FaultPhase.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.Verdict;
import dev.faultline.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReconciliationTest {

  private static final long NOW = 5_000_000;
  private static final PlanSource PLAN = Plans.withProxy();

  private final ManualJournal journal = new ManualJournal();
  private final ScriptedDriver driver = new ScriptedDriver(journal.log());
  private final Reconciliation reconciliation =
      new Reconciliation(driver, journal, new ManualClock(NOW));
  private final RunHistory history = new RunHistory();

  @ParameterizedTest
  @CsvSource({
    "PLANNED,ABORTED",
    "INJECTING,HEALING HEALED ABORTED",
    "ACTIVE,HEALING HEALED ABORTED",
    "HEALING,HEALED ABORTED",
    "HEALED,ABORTED"
  })
  void aFaultIsEndedFromThePhaseItWasLeftIn(FaultPhase left, String told) {
    history.add(event("outage", left));
    settle();

    assertThat(journal.log()).containsExactly((told + " finished").split(" "));
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPhase.class,
      names = {"RECOVERED", "FAILED", "ABORTED"})
  void aFaultThatHasEndedIsLeftAlone(FaultPhase end) {
    history.add(event("outage", end));
    settle();

    assertThat(journal.log()).containsExactly("finished");
  }

  @Test
  void eachFaultIsEndedFromItsLastPhase() {
    history.add(event("first", FaultPhase.PLANNED));
    history.add(event("second", FaultPhase.PLANNED));
    history.add(event("first", FaultPhase.INJECTING));
    settle();

    assertThat(journal.timeline().events())
        .extracting(event -> event.fault() + " " + event.phase())
        .containsExactly("first HEALING", "first HEALED", "first ABORTED", "second ABORTED");
    assertThat(journal.timeline().detail(ABORTED)).contains("the injector was killed; it is gone");
  }

  @Test
  void aFaultThatCannotBeUndoneIsSaidToBeLeftBehind() {
    driver.refuse("no access");
    history.add(event("outage", FaultPhase.ACTIVE));
    settle();

    assertThat(journal.timeline().detail(FAILED))
        .contains("the injector was killed; not undone: no access");
    assertThat(journal.log()).endsWith("FAILED", "finished");
  }

  @Test
  void nothingIsToldThatIsEarlierThanWhatTheDeadInjectorTold() {
    history.add(event("outage", FaultPhase.ACTIVE));
    history.add(new FaultProgress(Plans.RUN, NOW + 3_000, false));
    settle();

    assertThat(journal.timeline().events()).allMatch(event -> event.atMicros() == NOW + 3_000);
    assertThat(journal.timeline().progress())
        .containsExactly(new FaultProgress(Plans.RUN, NOW + 3_000, true));
  }

  @Test
  void aRunThatGoesOnIsAskedToEnd() {
    history.add(Plans.submitted(PLAN, 1));
    history.add(new RunEvent.Started(Plans.RUN, 2, PLAN, 3, 1));
    history.add(event("outage", FaultPhase.ACTIVE));
    settle();

    assertThat(journal.runs())
        .containsExactly(
            new RunEvent.AbortRequested(
                Plans.RUN, NOW, PLAN, "the injector was killed and its proxies died with it"));
  }

  @Test
  void aRunThatIsOverIsNotAskedToEnd() {
    history.add(new RunEvent.Finished(Plans.RUN, 2, PLAN, Verdict.PASS));
    history.add(event("outage", FaultPhase.ACTIVE));
    settle();

    assertThat(journal.runs()).isEmpty();
  }

  private void settle() {
    reconciliation.settle(Plans.RUN, history);
  }

  private static FaultEvent event(String fault, FaultPhase phase) {
    return new FaultEvent(Plans.RUN, fault, "proxy-down", "payments", phase, 1_000_000, "");
  }
}
