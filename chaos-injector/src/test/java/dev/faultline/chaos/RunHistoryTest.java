package dev.faultline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import org.junit.jupiter.api.Test;

class RunHistoryTest {

  private static final PlanSource PLAN = Plans.withProxy();
  private static final RunEvent.Submitted SUBMITTED = Plans.submitted(PLAN, 1);
  private static final FaultEvent PLANNED =
      new FaultEvent(Plans.RUN, "outage", "proxy-down", "payments", FaultPhase.PLANNED, 2, "");

  private final RunHistory history = new RunHistory();

  @Test
  void aRunThatWasOnlySubmittedWaits() {
    history.add(SUBMITTED);

    assertThat(history.waiting()).contains(SUBMITTED);
    assertThat(history.abandoned()).isFalse();
  }

  @Test
  void aRunWhoseFaultsWerePlannedNoLongerWaits() {
    history.add(SUBMITTED);
    history.add(PLANNED);

    assertThat(history.waiting()).isEmpty();
    assertThat(history.abandoned()).isTrue();
  }

  @Test
  void aRunWhoseTimelineIsFinishedIsNotAbandoned() {
    history.add(SUBMITTED);
    history.add(PLANNED);
    history.add(new FaultProgress(Plans.RUN, 3, true));

    assertThat(history.waiting()).isEmpty();
    assertThat(history.abandoned()).isFalse();
  }

  @Test
  void openProxiesWithoutFaultsAreAbandonedToo() {
    history.add(SUBMITTED);
    history.add(new RunEvent.Prepared(Plans.RUN, 2, PLAN, "chaos-injector"));

    assertThat(history.abandoned()).isTrue();
  }

  @Test
  void aRunThatEndedWithoutTheInjectorIsNotAbandoned() {
    history.add(SUBMITTED);
    history.add(new RunEvent.Aborted(Plans.RUN, 2, PLAN, "port taken"));

    assertThat(history.waiting()).isEmpty();
    assertThat(history.abandoned()).isFalse();
    assertThat(history.goingOn()).isFalse();
  }
}
