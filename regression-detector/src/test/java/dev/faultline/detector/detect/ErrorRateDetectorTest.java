package dev.faultline.detector.detect;

import static dev.faultline.detector.detect.Windows.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.detector.detect.Condition.Degraded;
import dev.faultline.detector.detect.Condition.Healthy;
import dev.faultline.detector.detect.Condition.NoData;
import dev.faultline.detector.detect.Condition.Recovered;
import org.junit.jupiter.api.Test;

class ErrorRateDetectorTest {

  private final DetectorRun run =
      new DetectorRun(new ErrorRateDetector(Windows.SERIES, DetectionSettings.DEFAULT));

  @Test
  void nothingIsHealthyBeforeThereIsABaseline() {
    failing(7, 0);
    assertThat(run.condition()).isEqualTo(new NoData());

    failing(1, 0);
    assertThat(run.condition()).isEqualTo(new Healthy());
  }

  @Test
  void manyErrorsAreProvenAtOnce() {
    failing(20, 0);
    failing(1, 30);

    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Degraded.class,
            degraded -> {
              assertThat(degraded.degradation().onsetMicros()).isEqualTo(20 * SECOND);
              assertThat(degraded.degradation().detectedMicros()).isEqualTo(21 * SECOND);
              assertThat(degraded.degradation().baseline()).isZero();
              assertThat(degraded.degradation().worst()).isEqualTo(0.3);
            });
  }

  @Test
  void fewErrorsAreProvenTogetherAndBeganWithTheFirst() {
    failing(60, 0);
    failing(1, 4);
    assertThat(run.condition()).isEqualTo(new Healthy());

    failing(2, 4);
    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Degraded.class,
            degraded -> assertThat(degraded.degradation().onsetMicros()).isEqualTo(60 * SECOND));
  }

  @Test
  void aSingleErrorProvesNothing() {
    failing(20, 0);
    for (int i = 0; i < 20; i++) {
      failing(1, 1);
      failing(1, 0);
      assertThat(run.condition()).isEqualTo(new Healthy());
    }
  }

  @Test
  void theUsualErrorsAreTheBaseline() {
    failing(60, 10);
    assertThat(run.condition()).isEqualTo(new Healthy());

    failing(3, 30);
    assertThat(run.condition()).isInstanceOf(Degraded.class);
  }

  @Test
  void itsEndIsProvenByThreeWindows() {
    failing(20, 0);
    failing(5, 50);
    failing(2, 0);
    assertThat(run.condition()).isInstanceOf(Degraded.class);

    failing(1, 0);
    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Recovered.class,
            recovered -> assertThat(recovered.degradation().endMicros()).hasValue(25 * SECOND));
  }

  @Test
  void silenceIsNoRecovery() {
    failing(20, 0);
    failing(2, 50);
    run.give(10, at -> Windows.silent(at, SECOND));

    assertThat(run.condition()).isInstanceOf(Degraded.class);
  }

  @Test
  void aRunThatOnlyFailsHasNoBaseline() {
    failing(60, 100);

    assertThat(run.condition()).isEqualTo(new NoData());
  }

  private void failing(int windows, int failedOfHundred) {
    run.give(windows, at -> Windows.failing(at, 100, failedOfHundred, 13));
  }
}
