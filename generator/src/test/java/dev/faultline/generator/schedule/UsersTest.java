package dev.faultline.generator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.UserSchedule;
import dev.faultline.core.profile.UserStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsersTest {

  private static final long START = 5_000_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void everyUserIsReadyWhenItComes() {
    Users users = users(0, new UserStage.Ramp(0, 2, SECOND));

    assertThat(begun(users, START + 1_000_000)).containsExactly(START + 250_000, START + 750_000);
  }

  @Test
  void whoHasEndedAnIterationIsReadyAgainAfterTheThinkTime() {
    Users users = users(40_000, UserStage.constant(1, SECOND));
    assertThat(begun(users, START + 500_000)).containsExactly(START);

    users.ended(START, START + 70_000, true);

    assertThat(users.nextDueMicros()).isEqualTo(START + 110_000);
    assertThat(begun(users, START + 500_000)).containsExactly(START + 110_000);
  }

  @Test
  void whoIsReadyFirstLeavesWhenFewerAreWanted() {
    Users users = users(0, UserStage.constant(3, SECOND), UserStage.constant(1, SECOND));
    assertThat(begun(users, START + 1)).hasSize(3);

    users.ended(START, START + 1_200_000, true);
    users.ended(START, START + 1_300_000, true);
    users.ended(START, START + 1_400_000, true);

    assertThat(begun(users, START + 2_000_000)).containsExactly(START + 1_400_000);
  }

  @Test
  void whoHasNotLeftYetStaysWhenMoreAreWantedAgain() {
    Users users =
        users(
            0,
            UserStage.constant(3, SECOND),
            UserStage.constant(1, SECOND),
            UserStage.constant(3, SECOND));
    assertThat(begun(users, START + 2_500_000)).as("all are busy, nobody comes").hasSize(3);

    users.ended(START, START + 2_600_000, true);

    assertThat(begun(users, START + 2_700_000)).containsExactly(START + 2_600_000);
  }

  @Test
  void nobodyBeginsWhenTheLoadIsOver() {
    Users users = users(0, UserStage.constant(1, SECOND));
    assertThat(begun(users, START + 1)).hasSize(1);

    users.ended(START, START + 1_000_000, true);

    assertThat(begun(users, START + 9_000_000)).isEmpty();
    assertThat(users.nextDueMicros()).isEqualTo(Arrivals.NEVER);
  }

  @Test
  void withoutAnAnswerAUserTriesAtMostTenTimesASecond() {
    Users users = users(30_000, UserStage.constant(1, SECOND));
    assertThat(begun(users, START + 1)).hasSize(1);

    users.ended(START, START + 50, false);
    assertThat(begun(users, START + 500_000)).containsExactly(START + 100_000);

    users.ended(START + 100_000, START + 180_000, false);
    assertThat(begun(users, START + 500_000))
        .as("the think time is longer than what is left of the pace")
        .containsExactly(START + 210_000);
  }

  @Test
  void withoutAnswersAllUsersTogetherTryAtMostAThousandTimesASecond() {
    Users users = users(0, UserStage.constant(5000, Duration.ofSeconds(10)));
    assertThat(begun(users, START + 1)).hasSize(5000);

    for (int user = 0; user < 5000; user++) {
      users.ended(START, START + 50, false);
    }

    assertThat(users.nextDueMicros()).isEqualTo(START + 5_000_000);
  }

  @Test
  void usersWhoCameBeforeAreReadyWhenAnotherGeneratorGoesOnWithThem() {
    LoadProfile.Closed load =
        new LoadProfile.Closed(
            List.of(
                UserStage.constant(4, Duration.ofSeconds(10)),
                UserStage.constant(5, Duration.ofSeconds(10))),
            Duration.ZERO);
    long from = START + 3_000_000;
    Users users = new Users(UserSchedule.of(load), START, from, 0, 7);

    assertThat(begun(users, START + 20_000_000))
        .containsExactly(from, from, from, from, START + 10_000_000);
    assertThat(users.dueBefore()).isEqualTo(7);
  }

  private static Users users(long thinkMicros, UserStage... stages) {
    LoadProfile.Closed load = new LoadProfile.Closed(List.of(stages), Duration.ZERO);
    return new Users(UserSchedule.of(load), START, START, thinkMicros, 0);
  }

  /** When the iterations begun before the time were due. */
  private static List<Long> begun(Users users, long beforeMicros) {
    List<Long> begun = new ArrayList<>();
    long due = users.nextDueMicros();
    while (due < beforeMicros) {
      if (users.advance()) {
        begun.add(due);
      }
      due = users.nextDueMicros();
    }
    return begun;
  }
}
