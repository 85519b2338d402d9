package dev.faultline.generator;

import static dev.faultline.generator.ShardUnderTest.START;
import static dev.faultline.generator.ShardUnderTest.progress;
import static dev.faultline.generator.ShardUnderTest.results;
import static dev.faultline.generator.scenario.Plans.pause;
import static dev.faultline.generator.scenario.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.generator.scenario.HandTurnedDriver;
import dev.faultline.generator.scenario.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShardTest {

  private static final Scenario TEN_PER_SECOND =
      Plans.scenario(Plans.constant(10, Duration.ofSeconds(1)), 100, request("order"));

  @Test
  void firesEachArrivalWhenItIsDueAndTellsEvery250Milliseconds() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(TEN_PER_SECOND, () -> 30_000);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records))
        .extracting(RequestResult::intendedStartMicros)
        .containsExactlyElementsOf(
            LongStream.range(0, 10).mapToObj(k -> START + k * 100_000).toList());
    assertThat(results(records)).allMatch(r -> r.sendDelayMicros() == 0);
    assertThat(results(records)).allMatch(r -> r.serviceTimeMicros() == 30_000);
    assertThat(progress(records))
        .extracting(ShardProgress::watermarkMicros)
        .containsExactly(
            START,
            START + 250_000,
            START + 500_000,
            START + 750_000,
            START + 1_000_000,
            START + 1_000_001);
    assertThat(progress(records))
        .extracting(p -> p.scenarios().getFirst().due())
        .containsExactly(0L, 3L, 5L, 8L, 10L, 10L);
    assertThat(progress(records))
        .extracting(ShardProgress::lastSeq)
        .containsExactly(0L, 3L, 5L, 8L, 10L, 10L);
    assertThat(progress(records))
        .extracting(ShardProgress::finished)
        .containsExactly(false, false, false, false, false, true);
    assertThat(shard.ends).hasSize(1);
    assertThat(shard.driver.closed()).isTrue();
  }

  @Test
  void afterAStandstillEverythingDueIsFiredAndEveryProgressIsStillExact() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(TEN_PER_SECOND, () -> 30_000);
    shard.loop.runUntil(START + 120_000);
    shard.loop.freezeUntil(START + 640_000);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records)).hasSize(10);
    assertThat(results(records).get(2).sendDelayMicros()).isEqualTo(440_000);
    assertThat(results(records).get(2).responseTimeMicros()).isEqualTo(470_000);
    assertThat(progress(records))
        .extracting(p -> p.scenarios().getFirst().due())
        .containsExactly(0L, 3L, 5L, 8L, 10L, 10L);
    assertThat(progress(records))
        .extracting(p -> p.health().maxSchedulingLagMicros())
        .containsExactly(0L, 440_000L, 340_000L, 140_000L, 0L, 0L);
    assertThat(progress(records).get(1).scenarios().getFirst().oldestInFlightAgeMicros())
        .isEqualTo(50_000);
  }

  @Test
  void arrivalsBeyondTheInFlightLimitAreDroppedNotDelayed() throws Exception {
    Scenario scenario =
        Plans.scenario(Plans.constant(10, Duration.ofSeconds(1)), 2, request("order"));
    ShardUnderTest shard = new ShardUnderTest(scenario, () -> 450_000);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    ScenarioProgress last = progress(records).getLast().scenarios().getFirst();
    assertThat(last.due()).isEqualTo(10);
    assertThat(last.started()).isEqualTo(4);
    assertThat(last.dropped()).isEqualTo(6);
    assertThat(last.completed()).isEqualTo(4);
    assertThat(results(records)).allMatch(r -> r.responseTimeMicros() == 450_000);
    assertThat(shard.registry.get("faultline.generator.dropped").counter().count()).isEqualTo(6);
  }

  @Test
  void finishesOnlyWhenWhatIsInFlightHasEnded() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(TEN_PER_SECOND, () -> 880_000);
    shard.loop.runUntil(START + 1_650_000);
    assertThat(shard.ends).hasSize(0);
    assertThat(progress(shard.drain()).getLast().scenarios().getFirst().inFlight()).isEqualTo(3);
    shard.loop.runToTheEnd();
    List<ResultRecord> rest = shard.drain();
    assertThat(results(rest)).hasSize(2);
    assertThat(rest.getLast()).isInstanceOf(ShardProgress.class);
    assertThat(progress(rest)).filteredOn(ShardProgress::finished).hasSize(1);
  }

  @Test
  void aStoppedShardSendsNothingMoreAndLetsWhatIsInFlightEnd() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(TEN_PER_SECOND, () -> 300_000);
    shard.loop.runUntil(START + 420_000);
    shard.stop();
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records)).hasSize(5).allMatch(r -> r.outcome() == Outcome.OK);
    ScenarioProgress last = progress(records).getLast().scenarios().getFirst();
    assertThat(last.due()).isEqualTo(5);
    assertThat(last.completed()).isEqualTo(5);
    assertThat(shard.ends).hasSize(1);
    assertThat(shard.loop.nowMicros()).isLessThan(START + 1_000_000);
  }

  @Test
  void aShardStoppedBeforeItsStartFinishesAtOnceWithoutAnyLoad() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(TEN_PER_SECOND, () -> 300_000);
    shard.stop();
    assertThat(shard.ends).hasSize(1);
    shard.loop.runToTheEnd();
    List<ResultRecord> records = shard.drain();
    assertThat(records).hasSize(1);
    assertThat(progress(records).getFirst().finished()).isTrue();
    assertThat(progress(records).getFirst().watermarkMicros()).isEqualTo(START);
    assertThat(shard.ends).hasSize(1);
  }

  @Test
  void thinkTimeAfterTheLastArrivalIsWaitedFor() throws Exception {
    Scenario scenario =
        Plans.scenario(
            Plans.constant(1, Duration.ofSeconds(1)),
            100,
            request("browse"),
            pause(Duration.ofSeconds(30)),
            request("order"));
    ShardUnderTest shard = new ShardUnderTest(scenario, () -> 300_000);
    shard.loop.runToTheEnd();
    assertThat(results(shard.drain()))
        .extracting(RequestResult::step)
        .containsExactly("browse", "order");
  }

  @Test
  void requestsThatGetNoConnectionDoNotKeepTheRunFromEnding() throws Exception {
    Scenario oneConnection =
        new Scenario(
            "checkout",
            "shop",
            Plans.constant(10, Duration.ofSeconds(1)),
            List.of(request("order")),
            100,
            1);
    ShardUnderTest shard = new ShardUnderTest(oneConnection, () -> 1_900_000);
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records)).hasSize(10);
    assertThat(results(records)).filteredOn(r -> r.outcome() == Outcome.OK).hasSize(2);
    assertThat(results(records)).filteredOn(r -> r.error().equals("no-connection")).hasSize(8);
    assertThat(progress(records).getLast().finished()).isTrue();
    assertThat(shard.loop.nowMicros()).isLessThan(START + 6_000_000);
  }

  @Test
  void evenADriverThatForgetsARequestDoesNotKeepTheRunFromEnding() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(TEN_PER_SECOND, () -> HandTurnedDriver.NEVER);
    shard.loop.runToTheEnd();
    ShardProgress last = progress(shard.drain()).getLast();
    assertThat(last.finished()).isTrue();
    assertThat(last.scenarios().getFirst().inFlight()).isEqualTo(10);
    assertThat(shard.loop.nowMicros()).isBetween(START + 5_000_000, START + 7_000_000);
  }

  @Test
  void resultsThatFindTheBufferFullKeepTheirNumbersAndAreCounted() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(TEN_PER_SECOND, () -> 30_000, 8);
    List<ResultRecord> records = new ArrayList<>();
    shard.loop.runUntil(START + 700_000);
    records.addAll(shard.drain());
    shard.loop.runUntil(START + 1_500_000);
    records.addAll(shard.drain());

    assertThat(results(records))
        .extracting(RequestResult::seq)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 8L, 9L, 10L);
    assertThat(progress(records).getLast().lastSeq()).isEqualTo(10);
    assertThat(progress(records).getLast().health().unreported()).isEqualTo(2);
    assertThat(progress(records).getLast().finished()).isTrue();
  }

  @Test
  void theLastProgressWaitsForRoomInTheBuffer() throws Exception {
    Scenario idle = Plans.scenario(Plans.constant(0, Duration.ofSeconds(3)), 1, request("order"));
    ShardUnderTest shard = new ShardUnderTest(idle, () -> 1, 8);
    shard.loop.runUntil(START + 4_000_000);
    assertThat(shard.ends).hasSize(0);
    assertThat(progress(shard.drain())).hasSize(8).noneMatch(ShardProgress::finished);
    shard.loop.runUntil(START + 4_002_000);
    assertThat(shard.ends).hasSize(1);
    assertThat(progress(shard.drain()).getLast().finished()).isTrue();
  }

  @Test
  void tellsTheMetersHowItGoes() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(TEN_PER_SECOND, () -> 180_000);
    shard.loop.runUntil(START + 500_000);
    assertThat(shard.registry.get("faultline.generator.in.flight").gauge().value()).isEqualTo(1);
    shard.loop.runToTheEnd();
    assertThat(shard.registry.get("faultline.generator.in.flight").gauge().value()).isZero();
    assertThat(shard.registry.get("faultline.generator.scheduling.lag").timer().count())
        .isEqualTo(7);
  }

  @Test
  void aShardHasEveryNthArrivalOfTheWhole() throws Exception {
    ShardUnderTest shard =
        new ShardUnderTest(
            TEN_PER_SECOND, () -> 30_000, LoadPart.fromStart(new Slice(2, 4), START));
    shard.loop.runToTheEnd();

    assertThat(results(shard.drain()))
        .extracting(RequestResult::intendedStartMicros)
        .containsExactly(START + 200_000, START + 600_000);
  }

  @Test
  void whoTakesOverBeginsWithWhatIsDueFromThenOnAndCountsWhatWasDueBefore() throws Exception {
    ShardUnderTest shard =
        new ShardUnderTest(
            TEN_PER_SECOND,
            () -> 30_000,
            new LoadPart(Slice.WHOLE, START, START + 420_000, Map.of()));
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records))
        .extracting(RequestResult::intendedStartMicros)
        .containsExactlyElementsOf(
            LongStream.range(5, 10).mapToObj(k -> START + k * 100_000).toList());
    assertThat(progress(records).getFirst().watermarkMicros()).isEqualTo(START + 500_000);
    ScenarioProgress last = progress(records).getLast().scenarios().getFirst();
    assertThat(last.due()).isEqualTo(10);
    assertThat(last.started()).isEqualTo(5);
    assertThat(last.dueBefore()).isEqualTo(5);
  }

  @Test
  void whoTakesOverAfterTheProfilesEndOnlySaysSo() throws Exception {
    ShardUnderTest shard =
        new ShardUnderTest(
            TEN_PER_SECOND,
            () -> 30_000,
            new LoadPart(Slice.WHOLE, START, START + 7_100_000, Map.of()));
    shard.loop.runToTheEnd();

    List<ResultRecord> records = shard.drain();
    assertThat(results(records)).isEmpty();
    assertThat(progress(records).getLast().finished()).isTrue();
    assertThat(progress(records).getLast().scenarios().getFirst().due()).isEqualTo(10);
    assertThat(shard.ends).containsExactly(new Load.End.Finished());
  }

  @Test
  void whatIsHandedOverIsBegunOnceByOneOfTheTwo() throws Exception {
    ShardUnderTest one = new ShardUnderTest(TEN_PER_SECOND, () -> 150_000);
    one.loop.runUntil(START + 400_000);
    one.handOver();
    one.loop.runToTheEnd();
    List<ResultRecord> first = one.drain();
    assertThat(results(first)).hasSize(5).allMatch(r -> r.outcome() == Outcome.OK);
    assertThat(progress(first)).noneMatch(ShardProgress::finished);
    assertThat(progress(first).getLast().scenarios().getFirst().inFlight()).isZero();
    assertThat(one.ends).containsExactly(new Load.End.HandedOver(START + 400_001));

    ShardUnderTest two =
        new ShardUnderTest(
            TEN_PER_SECOND,
            () -> 150_000,
            new LoadPart(Slice.WHOLE, START, START + 400_001, Map.of()));
    two.loop.freezeUntil(START + 720_000);
    two.loop.runToTheEnd();
    List<ResultRecord> second = two.drain();
    assertThat(results(second))
        .extracting(RequestResult::intendedStartMicros)
        .containsExactlyElementsOf(
            LongStream.range(5, 10).mapToObj(k -> START + k * 100_000).toList());
    assertThat(progress(second).getLast().scenarios().getFirst().due()).isEqualTo(10);
  }

  @Test
  void aShardThatIsHandedOverLetsIterationsEndThatAreNearlyDone() throws Exception {
    Scenario scenario =
        Plans.scenario(
            Plans.constant(10, Duration.ofSeconds(1)),
            1000,
            request("browse"),
            pause(Duration.ofMillis(100)),
            request("order"));
    ShardUnderTest shard = new ShardUnderTest(scenario, () -> 200_000);
    shard.loop.runUntil(START + 10_000);
    shard.handOver();
    shard.loop.runToTheEnd();
    assertThat(results(shard.drain()))
        .extracting(RequestResult::step)
        .containsExactly("browse", "order");
    assertThat(shard.ends).containsExactly(new Load.End.HandedOver(START + 10_001));
  }

  @Test
  void aShardThatIsHandedOverWaitsASecondForThat() throws Exception {
    Scenario scenario =
        Plans.scenario(
            Plans.constant(10, Duration.ofSeconds(1)),
            1000,
            request("browse"),
            pause(Duration.ofSeconds(100)),
            request("order"));
    ShardUnderTest shard = new ShardUnderTest(scenario, () -> 200_000);
    shard.loop.runUntil(START + 10_000);
    shard.handOver();
    shard.loop.runToTheEnd();
    List<ResultRecord> records = shard.drain();
    assertThat(results(records)).extracting(RequestResult::step).containsExactly("browse");
    assertThat(progress(records).getLast().watermarkMicros())
        .isBetween(START + 1_010_000, START + 1_300_000);
  }

  @Test
  void aShardThatIsStoppedWhileItIsHandedOverIsOver() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(TEN_PER_SECOND, () -> 150_000);
    shard.loop.runUntil(START + 400_000);
    shard.handOver();
    shard.stop();
    shard.loop.runToTheEnd();
    assertThat(progress(shard.drain()).getLast().finished()).isTrue();
    assertThat(shard.ends).containsExactly(new Load.End.Finished());
  }

  @Test
  void anAbandonedShardEndsAtOnceWithoutALastWord() throws Exception {
    ShardUnderTest shard = new ShardUnderTest(TEN_PER_SECOND, () -> 150_000);
    shard.loop.runUntil(START + 410_000);
    long told = shard.drain().size();
    shard.abandon();
    shard.loop.runToTheEnd();
    assertThat(told).isPositive();
    assertThat(progress(shard.drain())).isEmpty();
    assertThat(shard.ends).containsExactly(new Load.End.Abandoned());
    assertThat(shard.registry.get("faultline.generator.shards").gauge().value()).isZero();
  }

  @Test
  void whoStoodStillForSoLongThatOthersHaveTakenOverAbandonsTheShard() throws Exception {
    Scenario scenario =
        Plans.scenario(Plans.constant(10, Duration.ofSeconds(60)), 1000, request("order"));
    ShardUnderTest shard = new ShardUnderTest(scenario, () -> 30_000);
    shard.loop.runUntil(START + 1_010_000);
    assertThat(shard.registry.get("faultline.generator.shards").gauge().value()).isEqualTo(1);
    assertThat(results(shard.drain())).hasSize(10);
    shard.loop.freezeUntil(START + 8_000_000);
    shard.loop.runToTheEnd();
    assertThat(results(shard.drain())).as("what was in flight").hasSize(1);
    assertThat(shard.ends).containsExactly(new Load.End.Abandoned());
  }
}
