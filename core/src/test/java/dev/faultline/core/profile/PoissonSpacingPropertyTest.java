package dev.faultline.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What every Poisson process of a profile has in common; statistics with fixed seeds. */
class PoissonSpacingPropertyTest {

  /** Of the statistic of Kolmogorov and Smirnov times √n: exceeded once in ten thousand times. */
  private static final double KS_LIMIT = 2.23;

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void thereAreAsManyArrivalsAsWithEvenSpacingInOrderWithinTheProfile(
      @ForAll("profiles") List<Stage> stages, @ForAll long seed) {
    ArrivalSchedule schedule = poisson(stages, seed);

    assertThat(schedule.total())
        .isEqualTo(new ArrivalSchedule(new LoadProfile.Open(stages)).total());
    long before = 0;
    for (long k = 0; k < schedule.total(); k++) {
      long due = schedule.dueMicros(k);
      assertThat(due).isBetween(before, micros(stages) - 1);
      before = due;
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void eachArrivalIsTheSameWhoeverAsksForItInWhicheverOrder(
      @ForAll("profiles") List<Stage> stages, @ForAll long seed) {
    ArrivalSchedule walked = poisson(stages, seed);
    ArrivalSchedule picked = poisson(stages, seed);
    long[] dues = LongStream.range(0, walked.total()).map(walked::dueMicros).toArray();
    Random random = new Random(seed);
    for (int i = 0; i < 50 && dues.length > 0; i++) {
      int k = random.nextInt(dues.length);
      assertThat(picked.dueMicros(k)).isEqualTo(dues[k]);
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void windowsCountEachArrivalOnce(
      @ForAll("profiles") List<Stage> stages,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int windows) {
    ArrivalSchedule schedule = poisson(stages, seed);
    long end = micros(stages);
    long sum = 0;
    for (int i = 0; i < windows; i++) {
      long from = end * i / windows;
      long to = end * (i + 1) / windows;
      long count = schedule.dueBefore(to) - schedule.dueBefore(from);
      assertThat(count).isNotNegative();
      for (long k = schedule.dueBefore(from); k < schedule.dueBefore(to); k++) {
        assertThat(schedule.dueMicros(k)).isBetween(from, to - 1);
      }
      sum += count;
    }
    assertThat(sum).isEqualTo(schedule.total());
  }

  @Test
  void timesBetweenArrivalsOfAConstantRateAreExponential() {
    for (long seed = 1; seed <= 20; seed++) {
      ArrivalSchedule schedule =
          poisson(List.of(new Stage.Constant(100, Duration.ofSeconds(200))), seed);
      double[] gaps =
          IntStream.range(1, (int) schedule.total())
              .mapToDouble(k -> schedule.dueMicros(k) - schedule.dueMicros(k - 1))
              .map(micros -> 1 - Math.exp(-micros / 10_000))
              .toArray();
      assertThat(distanceFromUniform(gaps)).as("seed %d", seed).isLessThan(KS_LIMIT);
    }
  }

  @Test
  void arrivalsFollowTheRateOfEveryStage() {
    List<Stage> stages =
        List.of(
            new Stage.Ramp(0, 500, Duration.ofSeconds(30)),
            new Stage.Constant(0, Duration.ofSeconds(10)),
            new Stage.Sine(
                new Wave(200, 150, Duration.ofSeconds(7), Duration.ZERO), Duration.ofSeconds(40)),
            new Stage.Ramp(300, 10, Duration.ofSeconds(20)));
    ArrivalSchedule even = new ArrivalSchedule(new LoadProfile.Open(stages));
    for (long seed = 1; seed <= 20; seed++) {
      ArrivalSchedule schedule = poisson(stages, seed);
      double[] shares =
          LongStream.range(0, schedule.total())
              .mapToDouble(k -> (double) even.dueBefore(schedule.dueMicros(k)) / even.total())
              .toArray();
      assertThat(distanceFromUniform(shares)).as("seed %d", seed).isLessThan(KS_LIMIT);
    }
  }

  /** Of independent arrivals, the number in a window varies as much as its mean. */
  @Test
  void countsInWindowsVaryAsThoseOfAPoissonProcess() {
    int windows = 2_000;
    ArrivalSchedule schedule =
        poisson(List.of(new Stage.Constant(50, Duration.ofSeconds(windows))), 5);
    double squares = 0;
    for (int i = 0; i < windows; i++) {
      long count = schedule.dueBefore((i + 1) * 1_000_000L) - schedule.dueBefore(i * 1_000_000L);
      squares += (count - 50.0) * (count - 50.0);
    }
    // The standard error of a variance of that many is some 3 %.
    assertThat(squares / windows).isBetween(50 * 0.87, 50 * 1.13);
  }

  @Test
  void otherSeedsGiveOtherArrivals() {
    List<Stage> stages = List.of(new Stage.Constant(10, Duration.ofSeconds(10)));
    assertThat(poisson(stages, 1).dueMicros(50)).isNotEqualTo(poisson(stages, 2).dueMicros(50));
  }

  /** Written down once: they must never change, or a run could not be repeated. */
  @Test
  void aSeedGivesTheseArrivalsForEver() {
    ArrivalSchedule schedule =
        poisson(List.of(new Stage.Constant(1000, Duration.ofSeconds(10))), 42);
    assertThat(LongStream.of(0, 1, 2, 5_000, 9_999).map(schedule::dueMicros).toArray())
        .containsExactly(1_542, 1_736, 1_917, 5_060_360, 9_999_062);
  }

  private static double distanceFromUniform(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      distance = Math.max(distance, Math.abs((i + 0.5) / sorted.length - sorted[i]));
    }
    return distance * Math.sqrt(sorted.length);
  }

  private static ArrivalSchedule poisson(List<Stage> stages, long seed) {
    return new ArrivalSchedule(new LoadProfile.Open(stages, new Spacing.Poisson(seed)));
  }

  private static long micros(List<Stage> stages) {
    return stages.stream().mapToLong(stage -> stage.duration().toNanos() / 1000).sum();
  }

  @Provide
  Arbitrary<List<Stage>> profiles() {
    Arbitrary<Double> rates =
        Arbitraries.oneOf(Arbitraries.of(0.0, 1.0, 100.0), Arbitraries.doubles().between(0, 2_000));
    Arbitrary<Duration> durations =
        Arbitraries.longs().between(1, 2_000_000).map(micros -> Duration.ofNanos(micros * 1000));
    Arbitrary<Stage> ramps = Combinators.combine(rates, rates, durations).as(Stage.Ramp::new);
    Arbitrary<Stage> sines =
        Combinators.combine(rates, rates, durations, durations, durations)
            .as(
                (one, other, period, phase, duration) ->
                    new Stage.Sine(
                        new Wave(Math.max(one, other), Math.min(one, other), period, phase),
                        duration));
    return Arbitraries.oneOf(ramps, sines).list().ofMinSize(1).ofMaxSize(4);
  }
}
