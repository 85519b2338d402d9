package dev.faultline.chaos.lifecycle;

import static dev.faultline.core.fault.FaultPhase.ABORTED;
import static dev.faultline.core.fault.FaultPhase.ACTIVE;
import static dev.faultline.core.fault.FaultPhase.FAILED;
import static dev.faultline.core.fault.FaultPhase.HEALED;
import static dev.faultline.core.fault.FaultPhase.HEALING;
import static dev.faultline.core.fault.FaultPhase.INJECTING;
import static dev.faultline.core.fault.FaultPhase.PLANNED;
import static dev.faultline.core.fault.FaultPhase.RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultAction.ProxyDown;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.run.RunId;
import dev.faultline.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultLifecycleTest {

  private static final long START = 1_000_000_000L;
  private static final RunId RUN = new RunId(new UUID(1, 2));
  private static final FaultSpec FAULT =
      new FaultSpec(
          "outage", Duration.ofSeconds(20), Duration.ofSeconds(30), new ProxyDown("payments"));

  private final List<String> log = new ArrayList<>();
  private final ManualClock clock = new ManualClock(START);
  private final ScriptedInjection injection = new ScriptedInjection(log);
  private final RecordedTimeline timeline = new RecordedTimeline(log);
  private final FaultLifecycle fault = new FaultLifecycle(RUN, FAULT, injection, timeline, clock);

  @BeforeEach
  void announce() {
    fault.announce();
    fault.schedule(START);
  }

  private void aSlowJournal() {
    timeline.meanwhile(
        event -> {
          if (event.phase() == INJECTING) {
            clock.advance(Duration.ofSeconds(4));
          }
        });
  }

  @Test
  void whatTheJournalTakesIsNoPartOfTheFault() {
    aSlowJournal();
    pass(20_000);
    injection.showEffect("a connection was refused");
    pass(500);
    assertThat(fault.phase()).isEqualTo(ACTIVE);
    pass(29_499);
    assertThat(fault.phase()).isEqualTo(ACTIVE);
    pass(1);
    assertThat(timeline.phases()).contains(HEALING);
  }

  @Test
  void whatTheJournalTakesIsNoPartOfTheWaitForAnEffect() {
    aSlowJournal();
    pass(20_000);
    pass(9_999);
    assertThat(fault.phase()).isEqualTo(INJECTING);
    pass(1);
    assertThat(timeline.phases()).contains(HEALING);
  }

  @Test
  void goesThroughItsWholeLife() {
    pass(19_999);
    assertThat(fault.phase()).isEqualTo(PLANNED);
    pass(1);
    assertThat(fault.phase()).isEqualTo(INJECTING);
    pass(500);
    assertThat(fault.phase()).as("no effect, not active").isEqualTo(INJECTING);
    injection.showEffect("a connection was refused");
    pass(500);
    assertThat(fault.phase()).isEqualTo(ACTIVE);
    pass(28_999);
    assertThat(fault.phase()).isEqualTo(ACTIVE);
    pass(1);
    assertThat(fault.phase()).as("its duration counts from INJECTING").isEqualTo(HEALED);
    pass(3_000);
    assertThat(fault.phase()).as("still felt, not recovered").isEqualTo(HEALED);
    injection.showAbsence("a connection was accepted");
    pass(10);
    assertThat(fault.phase()).isEqualTo(RECOVERED);

    assertThat(log)
        .containsExactly(
            "PLANNED", "INJECTING", "inject", "ACTIVE", "HEALING", "heal", "HEALED", "RECOVERED");
    assertThat(timeline.events())
        .extracting(event -> (event.atMicros() - START) / 1000)
        .containsExactly(0L, 20_000L, 21_000L, 50_000L, 50_000L, 53_010L);
    assertThat(timeline.detail(PLANNED)).contains("connections closed and refused");
    assertThat(timeline.detail(ACTIVE)).contains("a connection was refused");
    assertThat(timeline.detail(RECOVERED)).contains("a connection was accepted");
  }

  @Test
  void everyEventSaysWhatIsDoneToWhat() {
    assertThat(timeline.events())
        .containsExactly(
            new FaultEvent(
                RUN,
                "outage",
                "proxy-down",
                "payments",
                PLANNED,
                START,
                "connections closed and refused"));
  }

  @Test
  void nothingHappensAfterItsEnd() {
    reach(RECOVERED);
    int told = log.size();
    fault.stop("too late");
    pass(100_000);

    assertThat(log).hasSize(told);
    assertThat(fault.phase()).isEqualTo(RECOVERED);
  }

  @Test
  void failsWhenNoEffectShowsInTenSeconds() {
    reach(INJECTING);
    pass(9_999);
    assertThat(fault.phase()).isEqualTo(INJECTING);
    pass(1);

    assertThat(timeline.phases()).containsExactly(PLANNED, INJECTING, HEALING, HEALED, FAILED);
    assertThat(log).containsSubsequence("HEALING", "heal", "HEALED", "FAILED");
    assertThat(timeline.detail(FAILED))
        .contains("no effect was observed in 10.0 s: did any traffic pass?");
  }

  @Test
  void failsWhenItsTimeIsOverBeforeAnyEffectShows() {
    FaultSpec blink = new FaultSpec("blink", Duration.ZERO, Duration.ofSeconds(2), FAULT.action());
    FaultLifecycle brief = new FaultLifecycle(RUN, blink, injection, timeline, clock);
    brief.schedule(START);
    brief.tick();
    clock.advance(Duration.ofSeconds(2));
    brief.tick();

    assertThat(brief.phase()).isEqualTo(FAILED);
    assertThat(timeline.detail(FAILED).orElseThrow()).startsWith("no effect was observed in 2.0 s");
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPhase.class,
      names = {"PLANNED", "INJECTING", "ACTIVE", "HEALING", "HEALED"})
  void stoppedInAnyPhaseItEndsAbortedAndHealed(FaultPhase phase) {
    reach(phase);
    fault.stop("Ctrl-C");
    pass(0);
    injection.finishHealing();
    pass(10);

    assertThat(fault.phase()).isEqualTo(ABORTED);
    assertThat(timeline.detail(ABORTED)).contains("Ctrl-C");
    if (phase == PLANNED) {
      assertThat(log).containsExactly("PLANNED", "ABORTED");
    } else {
      assertThat(log).containsSubsequence("inject", "HEALING", "heal", "HEALED", "ABORTED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"told", "bug"})
  void anInjectThatFailsIsHealedForItMayHaveHappenedHalf(String kind) {
    injection.fail("inject", failure(kind));
    reach(INJECTING);

    pass(10);
    assertThat(log)
        .containsExactly("PLANNED", "INJECTING", "inject", "HEALING", "heal", "HEALED", "FAILED");
    assertThat(timeline.detail(FAILED).orElseThrow())
        .startsWith("it could not be injected: ")
        .contains(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"told", "bug"})
  void anEffectThatCannotBeToldIsHealed(String kind) {
    reach(INJECTING);
    injection.fail("effect", failure(kind));
    pass(10);

    assertThat(timeline.phases()).containsExactly(PLANNED, INJECTING, HEALING, HEALED, FAILED);
    assertThat(timeline.detail(FAILED).orElseThrow()).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"told", "bug"})
  void healingIsTriedAgainUntilItWorks(String kind) {
    reach(ACTIVE);
    injection.fail("heal", failure(kind));
    injection.showAbsence("gone");
    pass(30_000);
    pass(10_000);
    assertThat(fault.phase()).isEqualTo(HEALING);

    injection.work("heal");
    pass(10);
    assertThat(fault.phase()).isEqualTo(RECOVERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"told", "bug"})
  void failsWhenHealingDoesNotWorkForHalfAMinute(String kind) {
    reach(ACTIVE);
    injection.fail("heal", failure(kind));
    pass(30_000);
    pass(29_999);
    assertThat(fault.phase()).isEqualTo(HEALING);
    pass(1);

    assertThat(fault.phase()).isEqualTo(FAILED);
    assertThat(timeline.detail(FAILED).orElseThrow())
        .startsWith("it could not be healed: ")
        .contains(kind);
  }

  @Test
  void waitsForAHealingThatTakesTime() {
    reach(ACTIVE);
    injection.takeTimeToHeal();
    pass(30_000);
    pass(5_000);
    assertThat(fault.phase()).isEqualTo(HEALING);

    injection.finishHealing();
    pass(10);
    assertThat(fault.phase()).isEqualTo(HEALED);
  }

  @Test
  void failsWhenHealingTakesTooLong() {
    reach(ACTIVE);
    injection.takeTimeToHeal();
    pass(30_000);
    pass(30_000);

    assertThat(fault.phase()).isEqualTo(FAILED);
    assertThat(timeline.detail(FAILED)).contains("it was not healed in time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"told", "bug"})
  void failsWhenRecoveryCannotBeTold(String kind) {
    reach(HEALED);
    injection.fail("absence", failure(kind));
    pass(10);

    assertThat(fault.phase()).isEqualTo(FAILED);
    assertThat(timeline.detail(FAILED).orElseThrow())
        .startsWith("recovery could not be observed: ")
        .contains(kind);
  }

  @Test
  void failsWhenRecoveryIsNotSeenInHalfAMinute() {
    reach(HEALED);
    pass(29_999);
    assertThat(fault.phase()).isEqualTo(HEALED);
    pass(1);

    assertThat(fault.phase()).isEqualTo(FAILED);
    assertThat(timeline.detail(FAILED)).contains("recovery was not observed in time");
  }

  @Test
  void injectsNothingWhenItsIntentIsNotOnRecord() {
    timeline.stall();
    reach(INJECTING);
    pass(10);

    assertThat(log).doesNotContain("inject").contains("heal");
    assertThat(fault.phase()).isEqualTo(FAILED);
    assertThat(timeline.detail(FAILED)).contains("its beginning could not be recorded");
  }

  @Test
  void healsEvenWhenThatCannotBeRecorded() {
    reach(ACTIVE);
    timeline.stall();
    pass(30_000);

    assertThat(log).endsWith("HEALING", "heal", "HEALED");
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPhase.class,
      names = {"INJECTING", "ACTIVE", "HEALING", "HEALED"})
  void releaseUndoesWhatMayExistWithoutAWord(FaultPhase phase) {
    reach(phase);
    List<FaultPhase> told = timeline.phases();
    log.clear();
    injection.fail("heal", failure("bug"));
    fault.release();

    assertThat(log).containsExactly("heal");
    assertThat(timeline.phases()).isEqualTo(told);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPhase.class,
      names = {"PLANNED", "RECOVERED"})
  void releaseLeavesAloneWhatDoesNotExist(FaultPhase phase) {
    reach(phase);
    log.clear();
    fault.release();

    assertThat(log).isEmpty();
  }

  private void reach(FaultPhase phase) {
    if (phase == PLANNED) {
      return;
    }
    pass(20_000);
    if (phase == INJECTING) {
      return;
    }
    injection.showEffect("seen");
    pass(0);
    if (phase == ACTIVE) {
      return;
    }
    if (phase == HEALING) {
      injection.takeTimeToHeal();
    }
    pass(30_000);
    if (phase == RECOVERED) {
      injection.showAbsence("gone");
      pass(0);
    }
    assertThat(fault.phase()).isEqualTo(phase);
  }

  private void pass(long millis) {
    clock.advance(Duration.ofMillis(millis));
    fault.tick();
  }

  private static Exception failure(String kind) {
    return kind.equals("bug") ? new IllegalStateException("bug") : new DriverException("told");
  }
}
