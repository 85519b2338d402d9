package dev.faultline.generator;

import static dev.faultline.generator.ShardUnderTest.START;
import static dev.faultline.generator.ShardUnderTest.progress;
import static dev.faultline.generator.ShardUnderTest.results;
import static dev.faultline.generator.scenario.Plans.pause;
import static dev.faultline.generator.scenario.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Step;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.generator.scenario.Plans;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** A shard whose load is users. */
class ClosedShardTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final UserStage TWO_USERS = UserStage.constant(2, SECOND);

  @Test
  void eachUserBeginsAgainAsSoonAsTheFormerIterationHasEnded() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(scenario(Duration.ZERO, TWO_USERS), () -> 300_000);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records))
        .extracting(result -> (result.intendedStartMicros() - START) / 1000)
        .containsExactly(0L, 0L, 300L, 300L, 600L, 600L, 900L, 900L);
    assertThat(results(records)).allMatch(result -> result.sendDelayMicros() == 0);
    assertThat(results(records)).allMatch(result -> result.responseTimeMicros() == 300_000);
    assertThat(counts(records, ScenarioProgress::due)).containsExactly(0L, 2L, 4L, 6L, 8L, 8L, 8L);
    assertThat(counts(records, ScenarioProgress::started))
        .containsExactly(0L, 2L, 4L, 6L, 8L, 8L, 8L);
    assertThat(counts(records, ScenarioProgress::inFlight))
        .containsExactly(0L, 2L, 2L, 2L, 2L, 0L, 0L);
    assertThat(counts(records, ScenarioProgress::dropped)).containsOnly(0L);
    assertThat(progress(records).getLast().finished()).isTrue();
    assertThat(shard.ends).hasSize(1);
  }

  @Test
  void usersWhoShareIterationsAreDoneWhenTheLastHasEnded() throws Exception {
    LoadProfile load =
        Plans.users(Duration.ZERO, UserStage.constant(2, SECOND.multipliedBy(60))).limited(5);
    ShardUnderTest shard =
        new ShardUnderTest(Plans.scenario(load, 100, request("order")), () -> 300_000);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records))
        .extracting(result -> (result.intendedStartMicros() - START) / 1000)
        .containsExactly(0L, 0L, 300L, 300L, 600L);
    assertThat(progress(records).getLast().finished()).isTrue();
    assertThat(progress(records).getLast().watermarkMicros()).isLessThan(START + 1_300_000);
    assertThat(shard.ends).containsExactly(new Load.End.Finished());
  }

  @Test
  void whoTakesThemOverBeginsTheIterationsThatAreLeftAndGoesOnCounting() throws Exception {
    ShardUnderTest shard = takenOver(3);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records))
        .extracting(result -> (result.intendedStartMicros() - START) / 1000)
        .containsExactly(1100L, 1100L);
    assertThat(counts(records, ScenarioProgress::due)).startsWith(5L).endsWith(5L);
    assertThat(counts(records, ScenarioProgress::started)).endsWith(2L);
    assertThat(counts(records, ScenarioProgress::dueBefore)).containsOnly(3L);
    assertThat(shard.ends).containsExactly(new Load.End.Finished());
  }

  @Test
  void whereAllHadBegunWhoTakesThemOverBeginsNone() throws Exception {
    ShardUnderTest shard = takenOver(5);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records)).isEmpty();
    assertThat(progress(records).getLast().finished()).isTrue();
    assertThat(progress(records).getLast().watermarkMicros()).isLessThan(START + 2_000_000);
  }

  /** Two users who share five iterations, by a generator that has them 1.1 s after the start. */
  private static ShardUnderTest takenOver(long dueBefore) throws Exception {
    LoadProfile load =
        Plans.users(Duration.ZERO, UserStage.constant(2, SECOND.multipliedBy(60))).limited(5);
    Scenario scenario = Plans.scenario(load, 100, request("order"));
    return new ShardUnderTest(
        scenario,
        () -> 300_000,
        new LoadPart(Slice.WHOLE, START, START + 1_100_000, Map.of(scenario.name(), dueBefore)));
  }

  @Test
  void anIterationThatTakesLongMayEndAfterTheLastHasBegun() throws Exception {
    LoadProfile load =
        Plans.users(Duration.ZERO, UserStage.constant(1, SECOND.multipliedBy(60))).limited(1);
    ShardUnderTest shard =
        new ShardUnderTest(Plans.scenario(load, 100, request("order")), () -> 1_900_000);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records)).hasSize(1).allMatch(r -> r.outcome() == Outcome.OK);
    assertThat(progress(records).getLast().finished()).isTrue();
  }

  @Test
  void thinkTimeMovesTheNextBeginAndIsNotInFlight() throws Exception {
    Duration think = Duration.ofMillis(200);
    ShardUnderTest shard =
        new ShardUnderTest(scenario(think, UserStage.constant(1, SECOND)), () -> 100_000);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records))
        .extracting(result -> (result.intendedStartMicros() - START) / 1000)
        .containsExactly(0L, 300L, 600L, 900L);
    assertThat(results(records)).allMatch(result -> result.responseTimeMicros() == 100_000);
    assertThat(counts(records, ScenarioProgress::inFlight)).containsExactly(0L, 0L, 0L, 0L, 0L, 0L);
    assertThat(shard.loop.nowMicros())
        .as("nobody waits for thoughts")
        .isLessThan(START + 1_500_000);
  }

  @Test
  void anIterationEndsWithItsLastStepEvenIfThatIsAPause() throws Exception {
    Scenario scenario =
        scenario(
            Duration.ZERO,
            List.of(request("order"), pause(Duration.ofMillis(150))),
            UserStage.constant(1, SECOND));
    ShardUnderTest shard = new ShardUnderTest(scenario, () -> 100_000);
    shard.loop.runToTheEnd();

    assertThat(results(shard.drain()))
        .extracting(result -> (result.intendedStartMicros() - START) / 1000)
        .containsExactly(0L, 250L, 500L, 750L);
  }

  @Test
  void asManyAreInFlightAsThereAreUsersStageByStage() throws Exception {
    ShardUnderTest shard =
        new ShardUnderTest(
            scenario(
                Duration.ZERO,
                UserStage.constant(3, SECOND),
                UserStage.constant(1, SECOND),
                new UserStage.Ramp(1, 5, SECOND),
                UserStage.constant(5, SECOND)),
            () -> 10_000);
    shard.loop.runToTheEnd();

    assertThat(counts(shard.drain(), ScenarioProgress::inFlight))
        .containsExactly(
            0L, 3L, 3L, 3L, 3L, 1L, 1L, 1L, 1L, 2L, 3L, 4L, 5L, 5L, 5L, 5L, 5L, 0L, 0L);
  }

  @Test
  void usersWhoAreNoLongerWantedFinishWhatTheyBegan() throws Exception {
    ShardUnderTest shard =
        new ShardUnderTest(
            scenario(Duration.ZERO, new UserStage.Ramp(4, 0, SECOND)), () -> 900_000);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    // At 900 ms one user is still wanted; three have gone, and that one goes on beyond the load.
    assertThat(results(records)).hasSize(4).allMatch(r -> r.outcome() == Outcome.OK);
    assertThat(counts(records, ScenarioProgress::inFlight)).startsWith(0L, 4L, 4L, 4L, 0L);
  }

  @Test
  void theGeneratorsOwnLatenessShowsInTheResponseTime() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(scenario(Duration.ZERO, TWO_USERS), () -> 300_000);
    shard.loop.runUntil(START + 100_000);
    shard.loop.freezeUntil(START + 340_000);
    shard.loop.runToTheEnd();
    assertThat(results(shard.drain()).getFirst().serviceTimeMicros()).isEqualTo(340_000);

    ShardUnderTest thinking =
        new ShardUnderTest(
            scenario(Duration.ofMillis(100), UserStage.constant(1, SECOND)), () -> 300_000);
    thinking.loop.runUntil(START + 350_000);
    thinking.loop.freezeUntil(START + 470_000);
    thinking.loop.runToTheEnd();
    List<ResultRecord> records = thinking.drain();
    assertThat(results(records).get(1).intendedStartMicros()).isEqualTo(START + 400_000);
    assertThat(results(records).get(1).sendDelayMicros()).isEqualTo(70_000);
    assertThat(progress(records))
        .extracting(p -> p.health().maxSchedulingLagMicros())
        .contains(70_000L);
  }

  @Test
  void aTargetThatFailsAtOnceIsNotFlooded() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(scenario(Duration.ZERO, TWO_USERS), () -> 5);
    shard.driver.endWith(Outcome.ERROR);
    shard.loop.runToTheEnd();

    assertThat(results(shard.drain())).hasSize(20);
  }

  @Test
  void aWrongAnswerIsAnAnswerAndKeepsThePace() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(scenario(Duration.ZERO, TWO_USERS), () -> 5_000);
    shard.driver.endWith(Outcome.CHECK_FAILED);
    shard.loop.runToTheEnd();

    assertThat(results(shard.drain())).hasSize(400);
  }

  @Test
  void aStoppedShardLetsItsUsersEndTheirRequest() throws Exception {
    ShardUnderTest shard =
        new ShardUnderTest(
            scenario(Duration.ofMillis(100), UserStage.constant(2, Duration.ofMinutes(5))),
            () -> 300_000);
    shard.loop.runUntil(START + 500_000);
    shard.stop();
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records)).hasSize(4).allMatch(r -> r.outcome() == Outcome.OK);
    ShardProgress last = progress(records).getLast();
    assertThat(last.finished()).isTrue();
    assertThat(last.scenarios().getFirst().due()).isEqualTo(4);
    assertThat(last.scenarios().getFirst().completed()).isEqualTo(4);
    assertThat(shard.loop.nowMicros()).isLessThan(START + 1_500_000);
  }

  @Test
  void anAnswerThatComesAfterTheShardWasGivenUpBeginsNothing() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(scenario(Duration.ZERO, TWO_USERS), () -> 60_000_000);
    shard.loop.runUntil(START + 30_000_000);
    assertThat(progress(shard.drain()).getLast().finished()).isTrue();

    shard.loop.runToTheEnd();

    List<ResultRecord> after = shard.drain();
    assertThat(results(after)).hasSize(2);
    assertThat(progress(after)).isEmpty();
  }

  private static Scenario scenario(Duration thinkTime, UserStage... stages) {
    return scenario(thinkTime, List.of(request("order")), stages);
  }

  private static Scenario scenario(Duration thinkTime, List<Step> steps, UserStage... stages) {
    return Plans.scenario(Plans.users(thinkTime, stages), 100, steps.toArray(Step[]::new));
  }

  private static List<Long> counts(
      List<ResultRecord> records, ToLongFunction<ScenarioProgress> count) {
    return progress(records).stream()
        .map(progress -> count.applyAsLong(progress.scenarios().getFirst()))
        .toList();
  }
}
