package dev.faultline.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadCurveTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long END = 2_000_000;

  @Test
  void isTheRateAtEachTimeAndNothingAfterTheEnd() {
    LoadCurve curve = open(new Stage.Ramp(0, 100, SECOND), new Stage.Constant(7, SECOND));

    assertThat(curve.at(0)).isZero();
    assertThat(curve.at(500_000)).isEqualTo(50);
    assertThat(curve.at(1_000_000)).isEqualTo(7);
    assertThat(curve.at(END)).isZero();
  }

  @Test
  void findsPeaksThatAreShorterThanWhatIsLookedAt() {
    LoadCurve curve =
        open(
            new Stage.Ramp(0, 100, Duration.ofMillis(1001)),
            new Stage.Constant(1, Duration.ofMillis(999)));

    assertThat(curve.highest(0, END)).isCloseTo(100, within(0.001));
    assertThat(curve.highest(1_001_000, END)).isEqualTo(1);
  }

  @Test
  void findsTheCrestsOfAWave() {
    Wave wave = new Wave(10, 5, Duration.ofMillis(317), Duration.ofMillis(100));

    assertThat(open(new Stage.Sine(wave, SECOND)).highest(0, END)).isCloseTo(15, within(1e-9));
  }

  @Test
  void addsProfilesUpAtTheSameTimeOnly() {
    LoadProfile first = profile(new Stage.Constant(5, SECOND));
    LoadProfile second = profile(new Stage.Constant(0, SECOND), new Stage.Constant(7, SECOND));
    LoadCurve curve = new LoadCurve(List.of(first, second, first));

    assertThat(curve.at(0)).isEqualTo(10);
    assertThat(curve.highest(0, END)).isEqualTo(10);
    assertThat(curve.highest(1_000_000, END)).isEqualTo(7);
  }

  @Test
  void usersAreWhole() {
    LoadProfile users =
        new LoadProfile.Closed(List.of(new UserStage.Ramp(0, 2, SECOND)), Duration.ZERO);

    assertThat(new LoadCurve(List.of(users)).at(400_000)).isEqualTo(1);
  }

  private static LoadCurve open(Stage... stages) {
    return new LoadCurve(List.of(profile(stages)));
  }

  private static LoadProfile profile(Stage... stages) {
    return new LoadProfile.Open(List.of(stages));
  }
}
