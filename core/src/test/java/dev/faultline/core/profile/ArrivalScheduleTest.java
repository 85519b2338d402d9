package dev.faultline.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aConstantRateIsEvenlySpacedFromTheStart() {
    assertThat(all(constant(10, SECOND)))
        .containsExactly(
            0L, 100_000L, 200_000L, 300_000L, 400_000L, 500_000L, 600_000L, 700_000L, 800_000L,
            900_000L);
  }

  @Test
  void aRampFromZeroFollowsTheSquareRoot() {
    // A(t) = 5 t², so arrival k is due at √(k / 5) seconds
    assertThat(all(ramp(0, 10, SECOND)))
        .containsExactly(0L, 447_214L, 632_456L, 774_597L, 894_427L);
  }

  @Test
  void aRampToZeroIsTheMirrorImageOfOneFromZero() {
    // A(t) = 5 - 5 (1 - t)², so arrival k is due at 1 - √(1 - k / 5) seconds
    assertThat(all(ramp(10, 0, SECOND)))
        .containsExactly(0L, 105_573L, 225_403L, 367_544L, 552_786L);
  }

  @Test
  void arrivalsGoOnAcrossStagesWithoutAnExtraOneAtTheBorder() {
    assertThat(all(constant(2, SECOND), constant(4, SECOND)))
        .containsExactly(0L, 500_000L, 1_000_000L, 1_250_000L, 1_500_000L, 1_750_000L);
  }

  @Test
  void whatAStageBeganTheNextOneEnds() {
    // 2.5 arrivals accumulate in the first second, the missing half takes an eighth of a second
    assertThat(all(constant(2.5, SECOND), constant(4, SECOND)))
        .startsWith(0L, 400_000L, 800_000L, 1_125_000L, 1_375_000L);
  }

  @Test
  void arrivalZeroIsDueWhenTheRateBecomesPositive() {
    assertThat(all(constant(0, Duration.ofSeconds(10)), constant(2, SECOND)))
        .containsExactly(10_000_000L, 10_500_000L);
  }

  @Test
  void nothingIsDueDuringASilentStage() {
    assertThat(all(constant(2, SECOND), constant(0, SECOND), constant(2, SECOND)))
        .containsExactly(0L, 500_000L, 2_000_000L, 2_500_000L);
  }

  @Test
  void aSilentEndAddsNoArrival() {
    assertThat(all(constant(2, SECOND), constant(0, SECOND))).containsExactly(0L, 500_000L);
  }

  @Test
  void aSilentProfileHasNoArrivals() {
    ArrivalSchedule schedule = schedule(constant(0, SECOND), ramp(0, 0, SECOND));

    assertThat(schedule.total()).isZero();
    assertThat(schedule.dueBefore(Long.MAX_VALUE)).isZero();
    assertThatThrownBy(() -> schedule.dueMicros(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anArrivalThatIsOnlyBegunAtTheEndWasDue() {
    assertThat(schedule(constant(2.5, SECOND)).total()).isEqualTo(3);
  }

  @Test
  void ratesThatAreNoBinaryFractionsGiveTheWrittenNumberOfArrivals() {
    assertThat(schedule(constant(50.1, Duration.ofSeconds(10))).total()).isEqualTo(501);
    assertThat(schedule(constant(20 / 60.0, Duration.ofMinutes(1))).total()).isEqualTo(20);
    assertThat(schedule(constant(0.1, Duration.ofSeconds(10)), constant(0.2, SECOND)).total())
        .isEqualTo(2);
  }

  @Test
  void refusesArrivalsThatItDoesNotHave() {
    ArrivalSchedule schedule = schedule(constant(2, SECOND));

    assertThatThrownBy(() -> schedule.dueMicros(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> schedule.dueMicros(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aDayAtFiftyThousandPerSecondIsExactToTheMicrosecond() {
    ArrivalSchedule schedule = schedule(constant(50_000, Duration.ofDays(1)));

    assertThat(schedule.total()).isEqualTo(4_320_000_000L);
    for (long k = 4_319_000_000L; k < 4_320_000_000L; k += 9_973) {
      assertThat(schedule.dueMicros(k)).isEqualTo(k * 20);
    }
    assertThat(schedule.dueMicros(4_319_999_999L)).isEqualTo(86_399_999_980L);
  }

  @Test
  void aDayLongRampStaysExactUpToTheSlowEnd() {
    ArrivalSchedule down = schedule(ramp(50_000, 0, Duration.ofDays(1)));

    assertThat(down.total()).isEqualTo(2_160_000_000L);
    // m arrivals before the end: 86400 s · √(m / total)
    for (long m : new long[] {1, 2, 3, 1000, 1_000_000}) {
      double fromEnd = 86_400e6 * Math.sqrt(m / 2.16e9);
      assertThat(86_400_000_000L - down.dueMicros(down.total() - m))
          .isCloseTo(Math.round(fromEnd), within(1L));
    }
  }

  @Test
  void aSineHasAsManyArrivalsInTheHalvesBeforeAndAfterItsCrest() {
    // From the trough on: half a period's arrivals, 5, by its middle, with the crest
    ArrivalSchedule schedule = schedule(sine(1, 1, 10, 7.5, 10));

    assertThat(schedule.total()).isEqualTo(10);
    assertThat(schedule.dueMicros(5)).isEqualTo(5_000_000);
    for (int k = 1; k < 5; k++) {
      assertThat(schedule.dueMicros(10 - k)).isEqualTo(10_000_000 - schedule.dueMicros(k));
    }
  }

  @Test
  void aSineWithoutAmplitudeIsConstant() {
    assertThat(all(sine(10, 0, 3, 1, 1))).isEqualTo(all(constant(10, SECOND)));
  }

  @Test
  void aSilentSineHasNoArrivals() {
    assertThat(all(constant(2, SECOND), sine(0, 0, 1, 0, 5), constant(2, SECOND)))
        .containsExactly(0L, 500_000L, 6_000_000L, 6_500_000L);
  }

  @Test
  void aDayLongSineStaysExactAtBothSidesOfItsTrough() {
    // Near a trough without any rate θ - sin θ = kω/a, whose root is, with x³ = 6kω/a,
    // x + x³/60 + x⁵/1400 + …
    double omega = 2 * Math.PI / 86_400;
    ArrivalSchedule up = schedule(sine(50_000, 50_000, 86_400, 64_800, 43_200));
    ArrivalSchedule down = schedule(sine(50_000, 50_000, 86_400, 21_600, 43_200));
    assertThat(up.total()).isEqualTo(2_160_000_000L).isEqualTo(down.total());
    for (long k : new long[] {1, 2, 3, 1000}) {
      double x = Math.cbrt(6 * k * omega / 50_000);
      long micros = Math.round((x + x * x * x / 60 + Math.pow(x, 5) / 1400) / omega * 1e6);
      assertThat(up.dueMicros(k)).isCloseTo(micros, within(1L));
      assertThat(43_200_000_000L - down.dueMicros(down.total() - k)).isCloseTo(micros, within(1L));
    }
  }

  @Test
  void aStageIsFoundAmongTenThousand() {
    Stage[] stages = new Stage[10_000];
    Arrays.setAll(stages, i -> constant(i % 2, SECOND));

    assertThat(all(stages)).hasSize(5_000).endsWith(9_999_000_000L);
  }

  @Test
  void aShortPieceOfALongWaveIsAsExactAsAConstantStage() {
    Duration micros = Duration.ofNanos(19_000);
    Stage piece =
        new Stage.Sine(new Wave(50_000, 0, Duration.ofHours(4), Duration.ofMillis(7_098)), micros);
    Stage slow = ramp(0.09, 0, Duration.ofMinutes(150));

    assertThat(all(piece, slow)).isEqualTo(all(constant(50_000, micros), slow));
  }

  private static long[] all(Stage... stages) {
    ArrivalSchedule schedule = schedule(stages);
    return LongStream.range(0, schedule.total()).map(schedule::dueMicros).toArray();
  }

  private static ArrivalSchedule schedule(Stage... stages) {
    return new ArrivalSchedule(new LoadProfile.Open(List.of(stages)));
  }

  private static Stage constant(double rate, Duration duration) {
    return new Stage.Constant(rate, duration);
  }

  private static Stage sine(
      double mean, double amplitude, double period, double phase, double duration) {
    return new Stage.Sine(
        new Wave(mean, amplitude, seconds(period), seconds(phase)), seconds(duration));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private static Stage ramp(double from, double to, Duration duration) {
    return new Stage.Ramp(from, to, duration);
  }
}
