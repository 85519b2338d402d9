package dev.faultline.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What is shared out is all there, and what is limited ends there. */
class LoadPartsPropertyTest {

  @Property(tries = 500)
  void piecesOfAllSharesAreAllPieces(
      @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0.01, max = 100) Double> weights,
      @ForAll @LongRange(min = 0, max = 1_000_000_000) long pieces) {
    long sum = 0;
    for (Share share : shares(weights)) {
      assertThat(share.of(pieces)).isBetween(0L, (long) (pieces * share.size()) + 1);
      sum += share.of(pieces);
    }
    assertThat(sum).isEqualTo(pieces);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void partsOfAnOpenLoadHaveItsArrivalsAndAtMostOneMoreEach(
      @ForAll("profiles") LoadProfile.Open load,
      @ForAll @Size(min = 1, max = 5) List<@DoubleRange(min = 0.1, max = 10) Double> weights) {
    long sum =
        shares(weights).stream()
            .mapToLong(share -> new ArrivalSchedule(load.part(share)).total())
            .sum();
    long whole = new ArrivalSchedule(load).total();
    assertThat(sum).isBetween(whole, whole + weights.size());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void partsOfUsersAreAllUsersAtEveryEndOfAStage(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 10_000) Integer> levels,
      @ForAll @Size(min = 1, max = 5) List<@DoubleRange(min = 0.1, max = 10) Double> weights) {
    List<UserStage> stages = new ArrayList<>();
    for (int level : levels) {
      stages.add(new UserStage.Ramp(level, level / 2, Duration.ofSeconds(1)));
    }
    LoadProfile.Closed load = new LoadProfile.Closed(stages, Duration.ZERO);
    for (int i = 0; i < stages.size(); i++) {
      int stage = i;
      assertThat(
              shares(weights).stream()
                  .mapToInt(share -> load.part(share).stages().get(stage).endUsers())
                  .sum())
          .isEqualTo(stages.get(i).endUsers());
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aLimitedOpenLoadHasExactlyThatManyArrivalsAtTheSameTimes(
      @ForAll("profiles") LoadProfile.Open load,
      @ForAll @LongRange(min = 0, max = 20_000) long limit) {
    ArrivalSchedule whole = new ArrivalSchedule(load);
    LoadProfile.Open limited = load.limited(limit);
    ArrivalSchedule schedule = new ArrivalSchedule(limited);

    assertThat(schedule.total()).isEqualTo(Math.min(limit, whole.total()));
    assertThat(limited.duration()).isLessThanOrEqualTo(load.duration());
    for (long k = 0; k < schedule.total(); k += 1 + schedule.total() / 50) {
      assertThat(schedule.dueMicros(k)).isBetween(whole.dueMicros(k) - 1, whole.dueMicros(k) + 1);
    }
  }

  private static List<Share> shares(List<Double> weights) {
    double total = weights.stream().mapToDouble(Double::doubleValue).sum();
    List<Share> shares = new ArrayList<>();
    double sum = 0;
    double from = 0;
    for (int i = 0; i < weights.size(); i++) {
      sum += weights.get(i);
      double to = i == weights.size() - 1 ? 1 : Math.min(1, sum / total);
      shares.add(new Share(from, to));
      from = to;
    }
    return shares;
  }

  @Provide
  Arbitrary<LoadProfile.Open> profiles() {
    Arbitrary<Double> rates =
        Arbitraries.oneOf(
            Arbitraries.of(0.0, 10.0, 1_000.0), Arbitraries.doubles().between(0.1, 2_000));
    Arbitrary<Duration> durations =
        Arbitraries.longs()
            .between(1_000, 20_000_000)
            .map(micros -> Duration.ofNanos(micros * 1000));
    Arbitrary<Stage> constants = Combinators.combine(rates, durations).as(Stage.Constant::new);
    Arbitrary<Stage> ramps = Combinators.combine(rates, rates, durations).as(Stage.Ramp::new);
    Arbitrary<Stage> sines =
        Combinators.combine(rates, rates, durations, durations, durations)
            .as(
                (one, other, period, phase, duration) ->
                    new Stage.Sine(
                        new Wave(Math.max(one, other), Math.min(one, other), period, phase),
                        duration));
    return Arbitraries.oneOf(constants, ramps, sines)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(LoadProfile.Open::new);
  }
}
