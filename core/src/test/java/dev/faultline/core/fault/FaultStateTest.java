package dev.faultline.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultStateTest {

  private static final FaultState.Planned PLANNED = new FaultState.Planned(10, "250 ms delay");

  @Test
  void aFaultLivesThroughItsPhasesInTheirOrder() {
    FaultState.Injecting injecting = PLANNED.inject(20);
    FaultState.Active active = injecting.active(30, "answers 251 ms later");
    FaultState.Healing healing = active.heal(40, "its time is over");
    FaultState.Healed healed = healing.healed(50, "removed");
    FaultState.Recovered recovered = healed.recovered(60, "answers as before");

    List<FaultState> life = List.of(PLANNED, injecting, active, healing, healed, recovered);
    assertThat(life)
        .extracting(FaultState::sinceMicros)
        .containsExactly(10L, 20L, 30L, 40L, 50L, 60L);
    assertThat(life)
        .extracting(FaultState::phase)
        .containsExactly(
            FaultPhase.PLANNED,
            FaultPhase.INJECTING,
            FaultPhase.ACTIVE,
            FaultPhase.HEALING,
            FaultPhase.HEALED,
            FaultPhase.RECOVERED)
        .isSorted();
    assertThat(life)
        .extracting(FaultState::detail)
        .containsExactly(
            "250 ms delay",
            "250 ms delay",
            "answers 251 ms later",
            "its time is over",
            "removed",
            "answers as before");
  }

  @Test
  void aFaultCanBeHealedBeforeItsEffectWasSeen() {
    assertThat(PLANNED.inject(20).heal(30, "the run was aborted").phase())
        .isEqualTo(FaultPhase.HEALING);
  }

  @ParameterizedTest
  @MethodSource("running")
  void whatIsRunningCanFailAndBeAborted(FaultState.Running state) {
    assertThat(state.phase().terminal()).isFalse();
    assertThat(state.fail(70, "port taken"))
        .isEqualTo(new FaultState.Failed(70, "port taken"))
        .extracting(FaultState::phase)
        .isEqualTo(FaultPhase.FAILED);
    assertThat(state.abort(80, "Ctrl-C"))
        .isEqualTo(new FaultState.Aborted(80, "Ctrl-C"))
        .extracting(FaultState::phase)
        .isEqualTo(FaultPhase.ABORTED);
  }

  static List<FaultState.Running> running() {
    FaultState.Injecting injecting = PLANNED.inject(20);
    FaultState.Healing healing = injecting.heal(40, "");
    return List.of(PLANNED, injecting, injecting.active(30, ""), healing, healing.healed(50, ""));
  }

  @ParameterizedTest
  @EnumSource
  void onlyRecoveredFailedAndAbortedAreTheEnd(FaultPhase phase) {
    assertThat(phase.terminal())
        .isEqualTo(
            List.of(FaultPhase.RECOVERED, FaultPhase.FAILED, FaultPhase.ABORTED).contains(phase));
  }
}
