package dev.faultline.detector.detect;

import static dev.faultline.detector.detect.Windows.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.window.WindowStats;
import dev.faultline.detector.detect.Condition.Degraded;
import dev.faultline.detector.detect.Condition.Healthy;
import dev.faultline.detector.detect.Condition.NoData;
import dev.faultline.detector.detect.Condition.Recovered;
import org.junit.jupiter.api.Test;

class LatencyDetectorTest {

  private final DetectorRun run =
      new DetectorRun(new LatencyDetector(Windows.SERIES, DetectionSettings.DEFAULT));

  @Test
  void nothingIsHealthyBeforeThereIsABaseline() {
    run.give(7, this::healthy);
    assertThat(run.condition()).isEqualTo(new NoData());

    run.give(1, this::healthy);
    assertThat(run.condition()).isEqualTo(new Healthy());
  }

  @Test
  void windowsWithoutResultsTeachNothing() {
    run.give(60, at -> Windows.ok(at, 0, 1, 1));

    assertThat(run.condition()).isEqualTo(new NoData());
  }

  @Test
  void theColdStartIsNoPartOfTheBaseline() {
    run.give(3, at -> Windows.ok(at, 100, 500, 900)).give(17, this::healthy).give(4, this::slow);

    assertThat(run.condition()).isInstanceOf(Degraded.class);
  }

  @Test
  void aDegradationIsProvenByFourWindowsAndBeganWithTheFirst() {
    run.give(20, this::healthy).give(3, this::slow);
    assertThat(run.condition()).isEqualTo(new Healthy());

    run.give(1, this::slow);
    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Degraded.class,
            degraded -> {
              assertThat(degraded.degradation().onsetMicros()).isEqualTo(20 * SECOND);
              assertThat(degraded.degradation().detectedMicros()).isEqualTo(24 * SECOND);
              assertThat(degraded.degradation().endMicros()).isEmpty();
              assertThat(degraded.degradation().baseline()).isBetween(20_000.0, 24_000.0);
              assertThat(degraded.degradation().worst()).isBetween(260_000.0, 290_000.0);
            });
  }

  @Test
  void whatHitsOnlySomeRequestsIsProvenByEightWindows() {
    run.give(20, this::healthy).give(7, this::slowForSome);
    assertThat(run.condition()).isEqualTo(new Healthy());

    run.give(1, this::slowForSome);
    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Degraded.class,
            degraded -> assertThat(degraded.degradation().onsetMicros()).isEqualTo(20 * SECOND));
  }

  @Test
  void whatHitsMostRequestsHasItsOwnOnset() {
    run.give(20, this::healthy).give(6, this::slowForSome).give(4, this::slow);

    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Degraded.class,
            degraded -> assertThat(degraded.degradation().onsetMicros()).isEqualTo(26 * SECOND));
  }

  @Test
  void itsEndIsProvenByThreeWindowsAndCameWithTheFirst() {
    run.give(20, this::healthy).give(10, this::slow).give(2, this::healthy);
    assertThat(run.condition()).isInstanceOf(Degraded.class);

    run.give(1, this::healthy);
    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Recovered.class,
            recovered -> assertThat(recovered.degradation().endMicros()).hasValue(30 * SECOND));

    run.give(1, this::healthy);
    assertThat(run.condition()).isEqualTo(new Healthy());
  }

  @Test
  void hiccupsOfTwoWindowsProveNothing() {
    run.give(20, this::healthy);
    for (int i = 0; i < 20; i++) {
      run.give(2, this::slow);
      assertThat(run.condition()).isEqualTo(new Healthy());
      run.give(1, this::healthy);
    }
    assertThat(run.condition()).isEqualTo(new Healthy());
  }

  @Test
  void aShiftOfTheMedianIsSeenThroughANoisyTail() {
    run.give(20, at -> Windows.ok(at, 100, 13, at % (2 * SECOND) == 0 ? 20 : 120))
        .give(4, at -> Windows.ok(at, 100, 73, 100));

    assertThat(run.condition()).isInstanceOf(Degraded.class);
  }

  @Test
  void whatLastsNeverBecomesTheBaseline() {
    run.give(20, this::healthy).give(1000, this::slow);

    assertThat(run.condition()).isInstanceOf(Degraded.class);
  }

  @Test
  void theGeneratorsOwnLatenessIsNoEvidence() {
    run.give(20, this::healthy).give(10, 255_000, this::slow);
    assertThat(run.condition()).isEqualTo(new Healthy());

    run.give(4, 20_000, this::slow);
    assertThat(run.condition()).isInstanceOf(Degraded.class);
  }

  @Test
  void sparseWindowsArePooledAndTheOnsetIsThatOfTheFirstSlowOne() {
    run.give(60, at -> Windows.ok(at, 4, 13, 22));
    assertThat(run.condition()).isEqualTo(new Healthy());

    run.give(1, at -> Windows.ok(at, 4, 13, 22)).give(12, at -> Windows.ok(at, 4, 260, 270));
    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Degraded.class,
            degraded -> assertThat(degraded.degradation().onsetMicros()).isEqualTo(61 * SECOND));
  }

  @Test
  void anOutageInWhichNothingCompletesIsSeenByTheAgeOfWhatIsInFlight() {
    run.give(20, this::healthy);
    for (int i = 1; i <= 4; i++) {
      long age = i * SECOND;
      run.give(1, at -> Windows.silent(at, age));
    }

    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Degraded.class,
            degraded -> {
              assertThat(degraded.degradation().onsetMicros()).isEqualTo(20 * SECOND);
              assertThat(degraded.degradation().worst()).isEqualTo(4.0 * SECOND);
            });
  }

  @Test
  void aStandstillOfAClosedLoadIsSeenAlthoughNothingIsDueAnyMore() {
    run.give(20, this::healthy);
    for (int i = 1; i <= 4; i++) {
      long age = i * SECOND;
      run.give(1, at -> Windows.allWaiting(at, age));
    }

    assertThat(run.condition())
        .isInstanceOfSatisfying(
            Degraded.class,
            degraded -> assertThat(degraded.degradation().onsetMicros()).isEqualTo(20 * SECOND));
  }

  @Test
  void usersWhoOnlyThinkAreNoStandstill() {
    run.give(20, this::healthy).give(10, at -> Windows.allWaiting(at, 0));

    assertThat(run.condition()).isEqualTo(new Healthy());
  }

  @Test
  void silenceIsNoRecovery() {
    run.give(20, this::healthy).give(4, this::slow).give(10, at -> Windows.ok(at, 0, 1, 1));

    assertThat(run.condition()).isInstanceOf(Degraded.class);
  }

  @Test
  void failingFastIsNoRecovery() {
    run.give(20, this::healthy).give(4, this::slow).give(10, at -> Windows.failing(at, 100, 90, 1));

    assertThat(run.condition()).isInstanceOf(Degraded.class);
  }

  @Test
  void failingIsNoBaseline() {
    run.give(30, at -> Windows.failing(at, 100, 51, 1));

    assertThat(run.condition()).isEqualTo(new NoData());
  }

  private WindowStats healthy(long at) {
    return Windows.ok(at, 100, 13, 22);
  }

  private WindowStats slowForSome(long at) {
    return Windows.ok(at, 100, 13, 272);
  }

  private WindowStats slow(long at) {
    return Windows.ok(at, 100, 263, 272);
  }
}
