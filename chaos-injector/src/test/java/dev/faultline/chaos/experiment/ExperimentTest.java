package dev.faultline.chaos.experiment;

import static dev.faultline.core.fault.FaultPhase.ABORTED;
import static dev.faultline.core.fault.FaultPhase.HEALED;
import static dev.faultline.core.fault.FaultPhase.HEALING;
import static dev.faultline.core.fault.FaultPhase.INJECTING;
import static dev.faultline.core.fault.FaultPhase.PLANNED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.chaos.lifecycle.FaultLifecycle;
import dev.faultline.chaos.lifecycle.RecordedTimeline;
import dev.faultline.chaos.lifecycle.ScriptedInjection;
import dev.faultline.core.fault.FaultAction.ProxyDown;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.run.RunId;
import dev.faultline.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExperimentTest {

  private static final RunId RUN = new RunId(new UUID(1, 2));

  private final ManualClock clock = new ManualClock(0);
  private final RecordedTimeline timeline = new RecordedTimeline(new ArrayList<>());
  private final ScriptedInjection first = new ScriptedInjection();
  private final ScriptedInjection second = new ScriptedInjection();
  private final Experiment experiment =
      new Experiment(
          RUN, List.of(fault("first", 1, first), fault("second", 2, second)), timeline, clock);

  @Test
  void progressMovesOnEvery250MillisecondsFromTheStart() {
    passTo(1_000);
    assertThat(timeline.progress()).isEmpty();

    experiment.start(5_000_000);
    passTo(2_000);
    assertThat(timeline.progress())
        .extracting(FaultProgress::watermarkMicros)
        .containsExactly(1_010_000L, 1_260_000L, 1_510_000L, 1_760_000L);
    assertThat(timeline.progress()).noneMatch(FaultProgress::finished);
  }

  @Test
  void noEventIsEarlierThanTheProgressBeforeIt() {
    wholeLife();

    long watermark = 0;
    for (var record : timeline.records()) {
      switch (record) {
        case FaultProgress progress -> watermark = progress.watermarkMicros();
        case FaultEvent event -> assertThat(event.atMicros()).isGreaterThanOrEqualTo(watermark);
      }
    }
  }

  @Test
  void theLastProgressComesOnceWhenAllFaultsAreAtTheirEnd() {
    wholeLife();
    int told = timeline.records().size();
    passTo(60_000);

    assertThat(experiment.finished()).isTrue();
    assertThat(timeline.progress()).filteredOn(FaultProgress::finished).hasSize(1);
    assertThat(timeline.progress().getLast().finished()).isTrue();
    assertThat(timeline.records()).hasSize(told);
  }

  @Test
  void faultsFollowTheirOwnCourses() {
    experiment.announce();
    experiment.start(0);
    first.showEffect("felt");
    passTo(4_000);

    assertThat(timeline.events())
        .extracting(event -> event.fault() + " " + event.phase())
        .containsExactly(
            "first PLANNED",
            "second PLANNED",
            "first INJECTING",
            "first ACTIVE",
            "second INJECTING",
            "first HEALING",
            "first HEALED");
  }

  @Test
  void stoppedBeforeTheStartAllIsAborted() {
    experiment.announce();
    experiment.stop("Ctrl-C");
    experiment.tick();

    assertThat(timeline.phases()).containsExactly(PLANNED, PLANNED, ABORTED, ABORTED);
    assertThat(timeline.progress()).hasSize(1).allMatch(FaultProgress::finished);
    assertThat(first.log()).isEmpty();
  }

  @Test
  void stoppedInTheMiddleWhatIsInjectedIsHealed() {
    experiment.announce();
    experiment.start(0);
    passTo(1_500);
    experiment.stop("Ctrl-C");
    experiment.tick();

    assertThat(timeline.phases())
        .containsExactly(PLANNED, PLANNED, INJECTING, HEALING, HEALED, ABORTED, ABORTED);
    assertThat(first.log()).containsExactly("inject", "heal");
    assertThat(second.log()).isEmpty();
    assertThat(experiment.finished()).isTrue();
  }

  @Test
  void oneFaultsBugDoesNotKeepTheOtherFromBeingReleased() {
    experiment.start(0);
    passTo(2_000);
    first.fail("heal", new IllegalStateException("bug"));
    experiment.release();

    assertThat(first.log()).containsExactly("inject", "heal");
    assertThat(second.log()).containsExactly("inject", "heal");
  }

  @Test
  void withoutFaultsItIsFinishedAtTheStart() {
    Experiment empty = new Experiment(RUN, List.of(), timeline, clock);
    assertThat(empty.announce()).isTrue();
    empty.tick();
    assertThat(empty.finished()).isFalse();

    empty.start(0);
    empty.tick();
    assertThat(empty.finished()).isTrue();
  }

  @Test
  void saysWhenThePlanIsNotOnRecord() {
    timeline.stall();

    assertThat(experiment.announce()).isFalse();
  }

  private void wholeLife() {
    experiment.announce();
    experiment.start(0);
    first.showEffect("felt");
    second.showEffect("felt");
    first.showAbsence("gone");
    second.showAbsence("gone");
    passTo(10_000);
  }

  private FaultLifecycle fault(String name, int at, ScriptedInjection injection) {
    FaultSpec spec =
        new FaultSpec(
            name, Duration.ofSeconds(at), Duration.ofSeconds(3), new ProxyDown("payments"));
    return new FaultLifecycle(RUN, spec, injection, timeline, clock);
  }

  private void passTo(long millis) {
    while (clock.epochMicros() < millis * 1000) {
      clock.advance(Duration.ofMillis(10));
      experiment.tick();
    }
  }
}
