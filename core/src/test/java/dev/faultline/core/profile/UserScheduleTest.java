package dev.faultline.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faultline.core.profile.UserSchedule.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserScheduleTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void constantUsersComeAtOnceAndGoAtTheEnd() {
    assertThat(changes(UserStage.constant(50, SECOND)))
        .containsExactly(new Change(0, 50), new Change(1_000_000, 0));
  }

  @Test
  void onARampUsersComeAndGoOneByOneAroundItsLine() {
    assertThat(changes(new UserStage.Ramp(0, 2, SECOND), new UserStage.Ramp(2, 0, SECOND)))
        .containsExactly(
            new Change(250_000, 1),
            new Change(750_000, 2),
            new Change(1_250_000, 1),
            new Change(1_750_000, 0));
  }

  @Test
  void stagesThatDoNotMeetJump() {
    assertThat(changes(UserStage.constant(100, SECOND), UserStage.constant(5000, SECOND)))
        .containsExactly(new Change(0, 100), new Change(1_000_000, 5000), new Change(2_000_000, 0));
  }

  @Test
  void withoutUsersNothingChanges() {
    assertThat(changes(UserStage.constant(0, SECOND), new UserStage.Ramp(0, 0, SECOND))).isEmpty();
  }

  @Test
  void aRampTooShortForItsUsersStillBringsAllOfThem() {
    List<Change> changes = changes(new UserStage.Ramp(0, 1000, Duration.ofNanos(3_000)));

    assertThat(changes).hasSize(1001).last().isEqualTo(new Change(3, 0));
    assertThat(changes.get(999)).isEqualTo(new Change(2, 1000));
  }

  @Test
  void refusesWhatIsNoLoad() {
    assertThatIllegalArgumentException().isThrownBy(() -> new UserStage.Ramp(-1, 1, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> UserStage.constant(1, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> closed(List.of(), Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> closed(List.of(UserStage.constant(1, SECOND)), Duration.ofNanos(-1)));
  }

  private static LoadProfile.Closed closed(List<UserStage> stages, Duration thinkTime) {
    return new LoadProfile.Closed(stages, thinkTime);
  }

  private static List<Change> changes(UserStage... stages) {
    return UserSchedule.of(closed(List.of(stages), Duration.ZERO)).changes();
  }
}
