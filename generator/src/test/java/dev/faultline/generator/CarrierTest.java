package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CarrierTest {

  private static final long START = 1_700_000_002_000_000L;
  private static final RunId RUN = new RunId(new UUID(1, 1));
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final PlanSource PLAN = source("shop");

  private final ManualClock clock = new ManualClock(START - 1_500_000);
  private final List<ShardEvent> topic = new ArrayList<>();
  private final List<String> forgotten = new ArrayList<>();
  private final List<RunEvent> aborted = new ArrayList<>();
  private final List<FakeLoad> loads = new ArrayList<>();
  private final Set<Integer> ours = new HashSet<>(Set.of(0));
  private final AtomicInteger takeOvers = new AtomicInteger();
  private boolean kafkaTakesEvents = true;
  private boolean member = true;

  /** How long it takes to learn what the one before told. */
  private Duration recalling = Duration.ZERO;

  private int read;
  private final FakeOnceSteps once = new FakeOnceSteps();
  private final Carrier carrier =
      new Carrier(
          "me",
          clock,
          new FakeLoads(),
          new FakePublisher(),
          event -> aborted.add(event),
          shard -> ours.contains(shard.shard()),
          () -> member,
          takeOvers::incrementAndGet,
          new TearDowns(once, clock));

  @Test
  void claimsWhatIsOursAndCarriesItOnceTheClaimIsRead() {
    ours.add(1);
    start(3);
    carrier.proceed();
    assertThat(topic)
        .containsExactly(claimed(0, 0, "me"), new ShardEvent.Claimed(RUN, 1, 0, now(), "me"));
    assertThat(loads).extracting(FakeLoad::log).containsOnly("");
    readTopic();
    assertThat(loads).extracting(FakeLoad::log).containsOnly("from 0 ");
    carrier.proceed();
    assertThat(topic).hasSize(2);
    assertThat(takeOvers).hasValue(0);
  }

  @Test
  void whatIsToldOfTheFirstShardStaysUntilTheRunIsTornDown() {
    once.endSetUp(Map.of());
    carrier.started(new RunEvent.Started(RUN, now(), tearingDown(), START, 1));
    settle();
    boolean _ = loads.getFirst().ended().complete(new Load.End.Finished());
    settle();
    assertThat(once.tornDown()).isEmpty();
    carrier.over(RUN);
    carrier.proceed();
    carrier.proceed();
    assertThat(once.tornDown()).hasSize(1);
    assertThat(forgotten).isEmpty();
    once.endTearDown();
    carrier.proceed();
    assertThat(forgotten).hasSize(1);
    assertThat(once.tornDown()).hasSize(1);
  }

  @Test
  void whoFollowsAGeneratorThatDiedBeforeItToreTheRunDownDoesIt() {
    ours.clear();
    carrier.started(new RunEvent.Started(RUN, now(), tearingDown(), START, 1));
    carrier.over(RUN);
    carrier.proceed();
    assertThat(once.tornDown()).isEmpty();
    ours.add(0);
    carrier.received(claimed(0, 0, "another"));
    carrier.proceed();
    assertThat(once.tornDown()).hasSize(1);
  }

  @Test
  void aRunThatEndsBeforeItsFirstShardWasClaimedIsTornDown() {
    carrier.started(new RunEvent.Started(RUN, now(), tearingDown(), START, 1));
    carrier.over(RUN);
    assertThat(once.tornDown()).hasSize(1);
  }

  private static PlanSource tearingDown() {
    return new PlanSource(
        PLAN.file(),
        PLAN.yaml()
            .replace(
                "    steps:", "    teardown: [{ name: end, request: { path: /end } }]\n    steps:"),
        PLAN.parameters());
  }

  @Test
  void aShardThatIsClaimedLateIsStillBegunFromItsStart() {
    clock.advance(Duration.ofMillis(2900));
    start(1);
    settle();
    assertThat(loads.getFirst().log()).isEqualTo("from 0 ");
  }

  @Test
  void whenAnotherClaimCameFirstTheShardIsNotBegunHere() {
    start(1);
    carrier.proceed();
    topic.addFirst(claimed(0, 0, "other"));
    readTopic();
    assertThat(loads.getFirst().log()).isEqualTo("abandoned ");
    ours.clear();
    carrier.proceed();
    assertThat(topic).hasSize(2);
  }

  @Test
  void takesOverFromADeadOneWithTheNextEpochAndWithWhatIsDueNow() {
    topic.add(claimed(0, 4, "dead"));
    readTopic();
    start(1);
    clock.advance(Duration.ofSeconds(10));
    settle();
    assertThat(topic.getLast()).isEqualTo(claimed(0, 5, "me"));
    assertThat(loads.getFirst().id()).isEqualTo(new ShardId(RUN, 0, 1, 5));
    assertThat(loads.getFirst().log()).isEqualTo("after a loss from 8500000 ");
    assertThat(takeOvers).hasValue(1);
  }

  @Test
  void whoWasGivenUpItselfTakesNothingOver() {
    topic.add(claimed(0, 4, "dead or not"));
    readTopic();
    start(1);
    member = false;
    settle();
    assertThat(topic).hasSize(1);
    member = true;
    settle();
    assertThat(topic).hasSize(2);
  }

  @Test
  void goesOnWhereAShardWasReleasedALittleWhileAgo() {
    clock.advance(Duration.ofSeconds(10));
    topic.add(new ShardEvent.Released(RUN, 0, 0, now(), now() - 1_900_000));
    readTopic();
    start(1);
    settle();
    assertThat(loads.getFirst().log()).isEqualTo("from 6600000 ");
    assertThat(takeOvers).hasValue(0);
  }

  @Test
  void doesNotBeginAllThatWasDueSinceAShardWasReleasedLongAgo() {
    clock.advance(Duration.ofSeconds(10));
    topic.add(new ShardEvent.Released(RUN, 0, 0, now(), now() - 4_100_000));
    readTopic();
    start(1);
    settle();
    assertThat(loads.getFirst().log()).isEqualTo("from 8500000 ");
  }

  @Test
  void whatTimePassesUntilTheOneBeforeIsKnownIsNotMadeUpFor() {
    recalling = Duration.ofSeconds(6);
    clock.advance(Duration.ofSeconds(10));
    topic.add(new ShardEvent.Released(RUN, 0, 0, now(), now() - 100_000));
    readTopic();
    start(1);
    settle();
    assertThat(loads.getFirst().log()).isEqualTo("from 14500000 ");
  }

  @Test
  void aLaterClaimOfAnotherEndsTheLoadAtOnce() {
    carry();
    topic.add(claimed(0, 1, "other"));
    readTopic();
    assertThat(loads.getFirst().log()).isEqualTo("from 0 abandoned ");
  }

  @Test
  void whatIsToldAnewChangesNothingUnlessAnotherHasClaimedTheShardSince() {
    topic.add(claimed(0, 0, "other"));
    topic.add(new ShardEvent.Released(RUN, 0, 0, now(), START));
    carry();
    assertThat(loads.getFirst().log()).isEqualTo("from 0 ");

    carrier.forgotten(shard -> true);
    read = 0;
    settle();
    assertThat(loads).hasSize(1);
    assertThat(loads.getFirst().log()).isEqualTo("from 0 ");
    assertThat(topic).hasSize(3);

    topic.add(claimed(0, 2, "other"));
    carrier.forgotten(shard -> true);
    read = 0;
    settle();
    assertThat(loads.getFirst().log()).isEqualTo("from 0 abandoned ");
  }

  @Test
  void tellsThatAShardHasEndedAndNeverClaimsItAgain() {
    carry();
    loads.getFirst().ended().complete(new Load.End.Finished());
    settle();
    assertThat(topic.getLast()).isEqualTo(new ShardEvent.Ended(RUN, 0, 0, now()));
    settle();
    assertThat(topic).hasSize(2);
  }

  @Test
  void tellsTheEndAgainUntilKafkaTakesIt() {
    carry();
    loads.getFirst().ended().complete(new Load.End.Finished());
    kafkaTakesEvents = false;
    carrier.proceed();
    assertThat(topic).hasSize(1);
    kafkaTakesEvents = true;
    carrier.proceed();
    assertThat(topic.getLast()).isEqualTo(new ShardEvent.Ended(RUN, 0, 0, now()));
  }

  @Test
  void aClaimThatKafkaDidNotTakeIsMadeAnew() {
    kafkaTakesEvents = false;
    start(1);
    carrier.proceed();
    assertThat(loads.getFirst().log()).isEqualTo("abandoned ");
    kafkaTakesEvents = true;
    settle();
    assertThat(loads.getLast().log()).isEqualTo("from 0 ");
  }

  @Test
  void aLoadThatGaveItselfUpIsTakenOverAgain() {
    carry();
    clock.advance(Duration.ofSeconds(20));
    loads.getFirst().ended().complete(new Load.End.Abandoned());
    settle();
    assertThat(topic.getLast()).isEqualTo(claimed(0, 1, "me"));
    assertThat(loads.getLast().log()).isEqualTo("after a loss from 18500000 ");
  }

  @Test
  void whatIsToBeSomebodyElsesIsReleasedWhereItStopped() {
    carry();
    loads.getFirst().ended().complete(new Load.End.HandedOver(START + 77));
    carrier.handOver(shard -> true, PATIENCE);
    assertThat(loads.getFirst().log()).isEqualTo("from 0 handed over ");
    assertThat(topic.getLast()).isEqualTo(new ShardEvent.Released(RUN, 0, 0, now(), START + 77));
  }

  @Test
  void aClaimThatWasNotReadYetIsReleasedWithAllThatIsDue() {
    start(1);
    carrier.proceed();
    carrier.handOver(shard -> true, PATIENCE);
    assertThat(topic.getLast()).isEqualTo(new ShardEvent.Released(RUN, 0, 0, now(), START));
    assertThat(loads.getFirst().log()).isEqualTo("abandoned ");
  }

  @Test
  void aLoadThatDoesNotEndInTimeIsGivenUpWithoutAWord() {
    carry();
    carrier.handOver(shard -> true, Duration.ofMillis(1));
    assertThat(loads.getFirst().log()).endsWith("abandoned ");
    assertThat(topic).hasSize(1);
  }

  @Test
  void whatIsSomebodyElsesAlreadyEndsAtOnce() {
    carry();
    carrier.lose(shard -> true);
    assertThat(loads.getFirst().log()).isEqualTo("from 0 abandoned ");
    assertThat(topic).hasSize(1);
  }

  @Test
  void anAbortStopsWhatIsCarriedAndWhatIsTakenOverLater() {
    ours.add(1);
    topic.add(new ShardEvent.Claimed(RUN, 1, 0, now(), "dead"));
    carry();
    assertThat(loads).hasSize(2);
    carrier.lose(shard -> shard.shard() == 1);
    carrier.stop(RUN);
    topic.add(new ShardEvent.Claimed(RUN, 1, 2, now(), "dead, too"));
    readTopic();
    settle();
    assertThat(loads.getFirst().log()).isEqualTo("from 0 stopped ");
    assertThat(loads.getLast().id().epoch()).isEqualTo(3);
    assertThat(loads.getLast().log()).endsWith(" stopped ");
  }

  @Test
  void aRunThatIsOverIsNotClaimedAndItsEventsAreRemoved() {
    topic.add(claimed(0, 0, "dead"));
    readTopic();
    start(2);
    carrier.over(RUN);
    settle();
    assertThat(loads).isEmpty();
    assertThat(forgotten).containsExactly("0");
    start(2);
    settle();
    assertThat(topic).hasSize(1);
    assertThat(carrier.knows(RUN)).isTrue();
    assertThat(aborted).isEmpty();
  }

  @Test
  void aShardThatNobodyWaitsForAnyMoreIsLeftAlone() {
    clock.advance(Duration.ofHours(2));
    start(1);
    settle();
    assertThat(topic).isEmpty();
  }

  @Test
  void aRunWhoseTargetCannotBeUsedHereIsAborted() {
    carrier.started(new RunEvent.Started(RUN, now(), source("nowhere"), START, 1));
    settle();
    assertThat(aborted)
        .containsExactly(new RunEvent.Aborted(RUN, now(), source("nowhere"), "nowhere"));
    settle();
    assertThat(aborted).hasSize(1);
  }

  @Test
  void aPlanOfAnotherVersionIsAborted() {
    PlanSource unreadable = new PlanSource("shop.yaml", "name: 1\n", Map.of());
    carrier.started(new RunEvent.Started(RUN, now(), unreadable, START, 1));
    settle();
    assertThat(aborted).hasSize(1);
  }

  @Test
  void aShutDownStopsWhatIsCarriedAndWhatWasOnlyClaimed() {
    ours.add(1);
    start(1);
    settle();
    RunId other = new RunId(new UUID(2, 2));
    carrier.started(new RunEvent.Started(other, now(), PLAN, START, 1));
    carrier.proceed();
    carrier.stopAll();
    assertThat(loads).hasSize(2).extracting(FakeLoad::log).containsOnly("from 0 stopped ");
    loads.forEach(load -> load.ended().complete(new Load.End.Finished()));
    carrier.tellEnds();
    assertThat(topic).filteredOn(ShardEvent.Ended.class::isInstance).hasSize(2);
  }

  @Test
  void aFailureAbortsTheRunsThatAreCarried() {
    carry();
    carrier.abortAll("failed");
    assertThat(aborted).containsExactly(new RunEvent.Aborted(RUN, now(), PLAN, "failed"));
  }

  /** Shard 0 and whatever else is ours of a run with two shards. */
  private void carry() {
    readTopic();
    start(2);
    settle();
  }

  private void start(int shardCount) {
    carrier.started(new RunEvent.Started(RUN, now(), PLAN, START, shardCount));
  }

  private void settle() {
    carrier.proceed();
    readTopic();
  }

  private void readTopic() {
    while (read < topic.size()) {
      carrier.received(topic.get(read));
      read++;
    }
  }

  private long now() {
    return clock.epochMicros();
  }

  private ShardEvent claimed(int shard, int epoch, String generator) {
    return new ShardEvent.Claimed(RUN, shard, epoch, now(), generator);
  }

  private static PlanSource source(String target) {
    return new PlanSource(
        "shop.yaml",
        """
        name: shop
        targets:
          %s: { http: "http://127.0.0.1:18080" }
        scenarios:
          checkout:
            target: %s
            load:
              stages:
                - constant: { rate: 10, duration: 60s }
            steps:
              - name: order
                request: { method: GET, path: / }
        """
            .formatted(target, target),
        Map.of());
  }

  private final class FakePublisher implements ShardPublisher {
    @Override
    public boolean publish(ShardEvent event) {
      return kafkaTakesEvents && topic.add(event);
    }

    @Override
    public void forget(RunId runId, int shard) {
      forgotten.add(String.valueOf(shard));
    }
  }

  private final class FakeLoads implements Load.Source {
    @Override
    public void check(Plan plan) {
      throw new AssertionError("it was checked before the start");
    }

    @Override
    public Load prepare(ShardId id, Plan plan) throws UnusableTargetException {
      if (plan.target("nowhere").isPresent()) {
        throw new UnusableTargetException("nowhere");
      }
      FakeLoad load =
          new FakeLoad(
              id, new StringBuilder(), new CompletableFuture<>(), () -> clock.advance(recalling));
      loads.add(load);
      return load;
    }
  }

  private record FakeLoad(
      ShardId id, StringBuilder told, CompletableFuture<Load.End> ended, Runnable recalled)
      implements Load {

    String log() {
      return told.toString();
    }

    @Override
    public void begin(long startMicros, long fromMicros) {
      told.append("from ").append(fromMicros - startMicros).append(' ');
    }

    @Override
    public void recall(long startMicros) {
      recalled.run();
    }

    @Override
    public void predecessorGone() {
      told.append("after a loss ");
    }

    @Override
    public void stop() {
      told.append("stopped ");
    }

    @Override
    public void handOver() {
      told.append("handed over ");
    }

    @Override
    public void abandon() {
      told.append("abandoned ");
    }
  }
}
