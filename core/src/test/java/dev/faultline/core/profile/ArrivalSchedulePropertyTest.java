package dev.faultline.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The schedule against the profile's integral, computed independently: straight lines with 40
 * digits, waves numerically.
 */
class ArrivalSchedulePropertyTest {

  private static final MathContext DIGITS = new MathContext(40);
  private static final BigDecimal HALF_MICRO = new BigDecimal("0.5");

  /** Half a microsecond of rounding, and a little for the doubles of a profile of many hours. */
  private static final BigDecimal TIME_ERROR = new BigDecimal("0.51");

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void theNthArrivalIsDueWhenTheIntegralIsN(
      @ForAll("profiles") LoadProfile.Open profile, @ForAll long seed) {
    ArrivalSchedule schedule = new ArrivalSchedule(profile);

    forSomeArrivals(
        schedule,
        seed,
        k -> {
          BigDecimal due = BigDecimal.valueOf(schedule.dueMicros(k));
          BigDecimal n = BigDecimal.valueOf(k);
          BigDecimal slack = slack(schedule);
          assertThat(integral(profile, due.subtract(TIME_ERROR))).isLessThanOrEqualTo(n.add(slack));
          assertThat(integral(profile, due.add(TIME_ERROR).add(HALF_MICRO)))
              .isGreaterThanOrEqualTo(n.subtract(slack));
        });
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void thereAreAsManyArrivalsAsTheWholeIntegralBegins(
      @ForAll("profiles") LoadProfile.Open profile) {
    ArrivalSchedule schedule = new ArrivalSchedule(profile);
    BigDecimal whole = integral(profile, BigDecimal.valueOf(micros(profile.duration())));
    BigDecimal slack = slack(schedule);

    assertThat(BigDecimal.valueOf(schedule.total()))
        .isBetween(
            whole.subtract(slack).setScale(0, RoundingMode.CEILING),
            whole.add(slack).setScale(0, RoundingMode.CEILING));
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void arrivalsAreInOrderWithinTheProfile(
      @ForAll("profiles") LoadProfile.Open profile, @ForAll long seed) {
    ArrivalSchedule schedule = new ArrivalSchedule(profile);
    long duration = micros(profile.duration());

    forSomeArrivals(
        schedule,
        seed,
        k -> {
          long due = schedule.dueMicros(k);
          assertThat(due).isBetween(0L, duration - 1);
          if (k > 0) {
            assertThat(due).isGreaterThanOrEqualTo(schedule.dueMicros(k - 1));
          }
        });
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void dueBeforeCountsExactlyTheArrivalsThatAreDueBefore(
      @ForAll("profiles") LoadProfile.Open profile, @ForAll long seed) {
    ArrivalSchedule schedule = new ArrivalSchedule(profile);
    Random random = new Random(seed);
    long duration = micros(profile.duration());

    for (int i = 0; i < 50; i++) {
      long offset = random.nextLong(-10, duration + 10);
      long count = schedule.dueBefore(offset);
      assertThat(count).isBetween(0L, schedule.total());
      if (count > 0) {
        assertThat(schedule.dueMicros(count - 1)).isLessThan(offset);
      }
      if (count < schedule.total()) {
        assertThat(schedule.dueMicros(count)).isGreaterThanOrEqualTo(offset);
      }
    }
    assertThat(schedule.dueBefore(duration)).isEqualTo(schedule.total());
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void dueBeforeIsTheInverseOfDue(@ForAll("profiles") LoadProfile.Open profile, @ForAll long seed) {
    ArrivalSchedule schedule = new ArrivalSchedule(profile);

    forSomeArrivals(
        schedule,
        seed,
        k -> {
          long due = schedule.dueMicros(k);
          assertThat(schedule.dueBefore(due)).isLessThanOrEqualTo(k);
          assertThat(schedule.dueBefore(due + 1)).isGreaterThan(k);
        });
  }

  @Provide
  Arbitrary<LoadProfile.Open> profiles() {
    Arbitrary<Double> rates =
        Arbitraries.oneOf(
            Arbitraries.of(0.0, 1.0, 10.0, 50_000.0),
            Arbitraries.doubles().between(0, 2),
            Arbitraries.doubles().between(0, 50_000));
    Arbitrary<Duration> durations =
        Arbitraries.oneOf(
                Arbitraries.longs().between(1, 10_000_000),
                Arbitraries.longs().between(1, Duration.ofDays(1).toMillis() * 1000))
            .map(micros -> Duration.ofNanos(micros * 1000));
    Arbitrary<Stage> constants = Combinators.combine(rates, durations).as(Stage.Constant::new);
    Arbitrary<Stage> ramps = Combinators.combine(rates, rates, durations).as(Stage.Ramp::new);
    Arbitrary<Wave> waves =
        Combinators.combine(rates, rates, durations, durations)
            .as(
                (one, other, period, phase) ->
                    new Wave(Math.max(one, other), Math.min(one, other), period, phase));
    Arbitrary<Stage> sines = Combinators.combine(waves, durations).as(Stage.Sine::new);
    return Arbitraries.oneOf(constants, ramps, sines)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(LoadProfile.Open::new);
  }

  /** The first, the last, and some in between. */
  private static void forSomeArrivals(ArrivalSchedule schedule, long seed, LongConsumer check) {
    Random random = new Random(seed);
    long total = schedule.total();
    for (long k = 0; k < Math.min(total, 10); k++) {
      check.accept(k);
      check.accept(total - 1 - k);
    }
    for (int i = 0; i < 30 && total > 0; i++) {
      check.accept(random.nextLong(total));
    }
  }

  /** What the rounding of doubles may make of so many arrivals. */
  private static BigDecimal slack(ArrivalSchedule schedule) {
    return BigDecimal.valueOf(schedule.total() + 1).multiply(new BigDecimal("2e-12"));
  }

  private static BigDecimal integral(LoadProfile.Open profile, BigDecimal atMicros) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal left = atMicros.max(BigDecimal.ZERO);
    for (Stage stage : profile.stages()) {
      BigDecimal length = BigDecimal.valueOf(micros(stage.duration()));
      BigDecimal t = left.min(length);
      sum =
          sum.add(
              stage instanceof Stage.Sine(Wave wave, Duration _)
                  ? WaveIntegral.arrivals(wave, t)
                  : trapezium(stage, t, length));
      left = left.subtract(t);
    }
    return sum;
  }

  private static BigDecimal trapezium(Stage stage, BigDecimal t, BigDecimal length) {
    BigDecimal from = new BigDecimal(stage.startRate());
    BigDecimal rise = new BigDecimal(stage.endRate()).subtract(from);
    BigDecimal reached = from.add(rise.multiply(t).divide(length, DIGITS));
    BigDecimal mean = from.add(reached).divide(BigDecimal.TWO, DIGITS);
    return mean.multiply(t).movePointLeft(6);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
