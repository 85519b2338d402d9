package dev.faultline.generator;

import static dev.faultline.generator.ShardUnderTest.START;
import static dev.faultline.generator.ShardUnderTest.progress;
import static dev.faultline.generator.ShardUnderTest.results;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.scenario.Plans;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds whatever the users, the target and the standstills of the machine. */
class ClosedShardPropertyTest {

  @Property(tries = 100)
  void everyIterationIsCountedAndNobodyIsInTwo(
      @ForAll @IntRange(max = 25) int fromUsers,
      @ForAll @IntRange(max = 25) int toUsers,
      @ForAll @IntRange(min = 1, max = 1000) int millis,
      @ForAll @IntRange(max = 300_000) int thinkMicros,
      @ForAll @IntRange(min = 100_000, max = 1_000_000) int maxServiceMicros,
      @ForAll @IntRange(min = 1, max = 800) int maxFreezeMillis,
      @ForAll boolean answered,
      @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    Duration length = Duration.ofMillis(millis);
    Scenario scenario =
        Plans.scenario(
            Plans.users(
                Durations.ofMicros(thinkMicros),
                new UserStage.Ramp(fromUsers, toUsers, length),
                UserStage.constant(toUsers / 2, length)),
            25,
            Plans.request("order"));
    ShardUnderTest shard =
        new ShardUnderTest(scenario, () -> random.nextLong(maxServiceMicros) + 1);
    shard.driver.endWith(answered ? Outcome.OK : Outcome.ERROR);
    while (shard.ends.isEmpty()) {
      shard.loop.runUntil(shard.loop.nowMicros() + random.nextLong(500_000));
      shard.loop.freezeUntil(shard.loop.nowMicros() + random.nextLong(maxFreezeMillis * 1000L));
    }
    List<ResultRecord> records = shard.drain();

    List<RequestResult> results = results(records);
    int peak = Math.max(fromUsers, toUsers);
    for (ShardProgress progress : progress(records)) {
      countsAreExact(progress, results, peak);
    }
    assertThat(results)
        .allMatch(result -> result.intendedStartMicros() >= START)
        .allMatch(result -> result.intendedStartMicros() < START + 2 * millis * 1000L);
    ScenarioProgress last = progress(records).getLast().scenarios().getFirst();
    assertThat(last.inFlight()).isZero();
    assertThat(last.due()).isEqualTo(results.size());
    assertThat(results.stream().mapToInt(result -> concurrent(results, result)).max().orElse(0))
        .isLessThanOrEqualTo(peak);
  }

  @Property(tries = 100)
  void usersBeginAsManyIterationsTogetherAsTheyShareOrHaveTimeFor(
      @ForAll @IntRange(min = 1, max = 25) int users,
      @ForAll @IntRange(max = 200) int limit,
      @ForAll @IntRange(min = 10_000, max = 500_000) int serviceMicros)
      throws Exception {
    LoadProfile load = Plans.users(Duration.ZERO, UserStage.constant(users, Duration.ofSeconds(2)));
    int unlimited = begun(load, serviceMicros);

    assertThat(begun(load.limited(limit), serviceMicros)).isEqualTo(Math.min(limit, unlimited));
  }

  private static int begun(LoadProfile load, long serviceMicros) throws Exception {
    ShardUnderTest shard =
        new ShardUnderTest(Plans.scenario(load, 25, Plans.request("order")), () -> serviceMicros);
    shard.loop.runToTheEnd();
    assertThat(shard.ends).containsExactly(new Load.End.Finished());
    return results(shard.drain()).size();
  }

  private static void countsAreExact(
      ShardProgress progress, List<RequestResult> results, int peak) {
    ScenarioProgress counts = progress.scenarios().getFirst();
    assertThat(counts.due())
        .isEqualTo(
            results.stream()
                .filter(result -> result.intendedStartMicros() < progress.watermarkMicros())
                .count());
    assertThat(counts.started()).isEqualTo(counts.due());
    assertThat(counts.dropped()).isZero();
    assertThat(counts.completed() + counts.inFlight()).isEqualTo(counts.started());
    assertThat(counts.inFlight()).isLessThanOrEqualTo(peak);
  }

  /** How many were on their way when it was due. */
  private static int concurrent(List<RequestResult> results, RequestResult one) {
    long at = one.intendedStartMicros();
    return (int)
        results.stream()
            .filter(other -> other.intendedStartMicros() <= at && other.completedMicros() > at)
            .count();
  }
}
