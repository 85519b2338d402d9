package dev.faultline.detector.detect;

import static dev.faultline.detector.detect.Windows.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.regression.Metric;
import dev.faultline.detector.detect.Condition.Degraded;
import dev.faultline.detector.detect.Condition.Healthy;
import dev.faultline.detector.detect.Condition.NoData;
import dev.faultline.detector.detect.Condition.Recovered;
import org.junit.jupiter.api.Test;

class ProbeDetectorTest {

  private final ProbeDetector detector =
      new ProbeDetector(Windows.SERIES, DetectionSettings.DEFAULT);
  private final DetectorRun run = new DetectorRun(detector);

  @Test
  void silenceBeforeTheFirstProbeIsNoData() {
    nothing(120);

    assertThat(run.condition()).isEqualTo(new NoData());
    assertThat(detector.metric()).isEqualTo(Metric.ERROR_RATE);
  }

  @Test
  void silenceBetweenProbesChangesNothing() {
    succeeds();
    nothing(59);

    assertThat(run.condition()).isEqualTo(new Healthy());
  }

  @Test
  void oneThatFailsIsNoDegradation() {
    succeeds();
    for (int i = 0; i < 5; i++) {
      nothing(59);
      fails();
      nothing(59);
      succeeds();
      assertThat(run.condition()).isEqualTo(new Healthy());
    }
  }

  @Test
  void twoInARowAreOneFromTheFirstOfThemOn() {
    succeeds();
    nothing(59);
    fails();
    nothing(59);
    assertThat(run.condition()).isEqualTo(new Healthy());
    fails();

    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Degraded.class,
            degraded -> {
              assertThat(degraded.degradation().onsetMicros()).isEqualTo(60 * SECOND);
              assertThat(degraded.degradation().detectedMicros()).isEqualTo(121 * SECOND);
              assertThat(degraded.degradation().baseline()).isZero();
              assertThat(degraded.degradation().worst()).isEqualTo(1);
            });
    nothing(59);
    assertThat(run.condition()).isInstanceOf(Degraded.class);
  }

  @Test
  void whatFailsFromTheBeginningIsOneToo() {
    fails();
    nothing(59);
    fails();

    assertThat(run.condition()).isInstanceOf(Degraded.class);
  }

  @Test
  void oneThatSucceedsEndsIt() {
    fails();
    nothing(59);
    fails();
    nothing(59);
    succeeds();

    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Recovered.class,
            recovered -> assertThat(recovered.degradation().endMicros()).hasValue(120 * SECOND));
  }

  private void succeeds() {
    run.give(1, at -> Windows.failing(at, 1, 0, 13));
  }

  private void fails() {
    run.give(1, at -> Windows.failing(at, 1, 1, 13));
  }

  private void nothing(int seconds) {
    run.give(seconds, at -> Windows.silent(at, 0));
  }
}
