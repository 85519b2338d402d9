package dev.faultline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.profile.Wave;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileWordingTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Wave WAVE = new Wave(100, 80, Duration.ofSeconds(30), Duration.ZERO);

  @Test
  void anOpenLoadIsToldInArrivalsPerSecond() {
    assertThat(
            ProfileWording.of(
                new LoadProfile.Open(
                    List.of(new Stage.Ramp(20, 100, MINUTE), new Stage.Constant(100, MINUTE)))))
        .isEqualTo("20 → 100/s for 60 s, 100/s for 60 s");
  }

  @Test
  void aWaveIsToldByItsMeanAndAmplitude() {
    assertThat(ProfileWording.of(new LoadProfile.Open(List.of(new Stage.Sine(WAVE, MINUTE)))))
        .isEqualTo("100 ± 80/s every 30 s for 60 s");
  }

  @Test
  void ofVeryManyStagesOnlyTheFirstAreTold() {
    List<Stage> stages = Collections.nCopies(1234, new Stage.Constant(1, MINUTE));

    assertThat(ProfileWording.of(new LoadProfile.Open(stages)))
        .startsWith("1/s for 60 s, 1/s for 60 s, ")
        .endsWith("1/s for 60 s, and 1,224 more stages");
  }

  @Test
  void aClosedLoadIsToldInUsers() {
    assertThat(
            ProfileWording.of(
                new LoadProfile.Closed(
                    List.of(new UserStage.Ramp(0, 50, MINUTE), UserStage.constant(50, MINUTE)),
                    Duration.ofMillis(1500))))
        .isEqualTo("0 → 50 users for 60 s, 50 users for 60 s, who think for 1.5 s");
    assertThat(
            ProfileWording.of(
                new LoadProfile.Closed(List.of(new UserStage.Sine(WAVE, MINUTE)), Duration.ZERO)))
        .isEqualTo("100 ± 80 users every 30 s for 60 s");
    assertThat(
            ProfileWording.of(
                new LoadProfile.Closed(List.of(UserStage.constant(1, MINUTE)), Duration.ZERO)))
        .isEqualTo("1 user for 60 s");
  }
}
