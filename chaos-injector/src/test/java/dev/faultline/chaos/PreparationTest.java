package dev.faultline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.chaos.Preparation.Outcome;
import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.run.PlanSource;
import dev.faultline.testkit.ManualClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreparationTest {

  private static final String OUTAGE =
      "outage: { at: 1s, duration: 5s, proxy: payments, down: {} }";

  private final ManualJournal journal = new ManualJournal();
  private final ScriptedDriver driver = new ScriptedDriver(journal.log());
  private final Preparation preparation =
      new Preparation(
          new Guard(GuardLimits.defaults()), driver, journal, new ManualClock(1_000_000));

  @Test
  void tellsOfEveryFaultWhenAllIsOpen() {
    Outcome outcome = prepare(Plans.withProxy(OUTAGE, OUTAGE.replace("outage", "another")));

    assertThat(outcome).isInstanceOf(Outcome.Ready.class);
    assertThat(journal.log()).containsExactly("open", "PLANNED", "PLANNED");
  }

  @Test
  void aPlanWithoutProxiesAndFaultsNeedsNothing() {
    assertThat(prepare(Plans.source(""))).isEqualTo(new Outcome.NotNeeded());
    assertThat(journal.log()).isEmpty();
  }

  @Test
  void aPlanThatCannotBeReadIsRefusedWithItsMistake() {
    Outcome outcome = prepare(new PlanSource("broken.yaml", "nothing: here", Map.of()));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("broken.yaml:1:"));
  }

  @Test
  void aDriverThatCannotOpenRefuses() {
    driver.refuse("the port is taken");

    assertThat(prepare(Plans.withProxy(OUTAGE)))
        .isEqualTo(new Outcome.Refused("the port is taken"));
    assertThat(journal.log()).isEmpty();
  }

  @Test
  void whatWasOpenedIsClosedWhenAFaultIsImpossible() {
    String impossible = OUTAGE.replace("outage", "impossible");

    assertThat(prepare(Plans.withProxy(OUTAGE, impossible)))
        .isEqualTo(new Outcome.Refused("impossible is impossible"));
    assertThat(journal.log()).containsExactly("open", "close");
  }

  @Test
  void whatWasOpenedIsClosedWhenThePlanIsNotOnRecord() {
    journal.timeline().stall();

    assertThat(prepare(Plans.withProxy(OUTAGE)))
        .isEqualTo(
            new Outcome.Refused(
                "the faults could not be recorded: Kafka did not acknowledge them"));
    assertThat(journal.log()).containsExactly("open", FaultPhase.PLANNED.name(), "close");
  }

  @Test
  void theGuardIsAskedFirst() {
    String tooLong =
        """
          proxies:
            payments: { listen: "192.0.2.1:1", upstream: "127.0.0.1:2" }
        """;

    assertThat(prepare(Plans.source(tooLong))).isInstanceOf(Outcome.Refused.class);
    assertThat(journal.log()).isEmpty();
  }

  private Outcome prepare(PlanSource plan) {
    return preparation.prepare(Plans.submitted(plan, 1_000_000));
  }
}
