package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.http.RawServer;
import dev.faultline.testkit.KillableJvm;
import dev.faultline.testkit.SharedBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Generators come and go while a run is under way: its load does not change. */
@Tag("slow")
class ScaleOutIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final long SECOND = 1_000_000;
  private static final Duration LONGER_THAN_IT_TAKES = Duration.ofMinutes(5);

  private final Clock clock = Clock.system();

  @Test
  void fromOneToTwoToFiveGeneratorsNoArrivalIsLostAndNoneIsBegunTwice() throws Exception {
    try (RawServer target = RawServer.answering(RawServer.OK);
        GeneratorGroup group = new GeneratorGroup(broker.settings())) {
      group.grow(1);
      SharedRun run = new SharedRun(broker, clock, target.port(), LONGER_THAN_IT_TAKES);
      run.submit();
      run.awaitWatermark(run.startMicros() + SECOND);
      group.grow(1);
      run.claims(all -> carriers(all) == 2);
      run.awaitWatermark(clock.epochMicros());
      group.grow(3);
      run.claims(all -> carriers(all) == 5);
      run.awaitWatermark(clock.epochMicros() + SECOND);
      run.abort();

      assertExact(run, run.finished());
    }
  }

  @Test
  void whoIsToldToStopHandsItsShardsToTheOther() throws Exception {
    try (RawServer target = RawServer.answering(RawServer.OK);
        GeneratorGroup group = new GeneratorGroup(broker.settings())) {
      KillableJvm stopped = group.grow(2).getFirst();
      SharedRun run = new SharedRun(broker, clock, target.port(), LONGER_THAN_IT_TAKES);
      run.submit();
      run.awaitWatermark(run.startMicros() + SECOND);
      stopped.stop();
      run.claims(all -> carriers(all) == 1);
      run.awaitWatermark(clock.epochMicros() + SECOND);
      run.abort();

      assertExact(run, run.finished());
    }
  }

  @Test
  void iterationsThatUsersShareAreBegunOnceInAllWhoeverCarriesThem() throws Exception {
    int perShard = 50;
    try (RawServer target = RawServer.answering(RawServer.OK);
        GeneratorGroup group = new GeneratorGroup(broker.settings())) {
      KillableJvm stopped = group.grow(2).getFirst();
      PlanSource plan = sharedIterations(target.port(), perShard * SharedRun.SHARDS);
      SharedRun run = new SharedRun(broker, clock, plan, LONGER_THAN_IT_TAKES);
      run.submit();
      run.awaitWatermark(run.startMicros() + SECOND);
      stopped.stop();

      SharedRun.Records records = run.finished();
      assertThat(records.progress()).extracting(ShardProgress::epoch).contains(1);
      for (int shard = 0; shard < SharedRun.SHARDS; shard++) {
        assertThat(records.progress(shard).getLast().scenarios().getFirst().due())
            .isEqualTo(perShard);
        assertThat(records.results(shard)).hasSize(perShard);
      }
    }
  }

  /** Of eight users, for some ten seconds. */
  private static PlanSource sharedIterations(int port, int iterations) {
    return new PlanSource(
        "shared.yaml",
        """
        name: shared
        targets:
          shop: { http: "http://127.0.0.1:%d" }
        scenarios:
          checkout:
            target: shop
            load:
              model: closed
              thinkTime: 200ms
              iterations: %d
              stages: [constant: { users: 8, duration: 5m }]
            steps:
              - name: order
                request: { method: GET, path: / }
        """
            .formatted(port, iterations),
        Map.of());
  }

  /** How many generators have a shard by the last claims. */
  private static long carriers(List<ShardEvent.Claimed> claims) {
    Map<Integer, String> latest = new HashMap<>();
    claims.forEach(claim -> latest.put(claim.shard(), claim.generator()));
    return new HashSet<>(latest.values()).size();
  }

  private static void assertExact(SharedRun run, SharedRun.Records records) {
    for (int shard = 0; shard < SharedRun.SHARDS; shard++) {
      List<ShardProgress> progress = records.progress(shard);
      ScenarioProgress last = progress.getLast().scenarios().getFirst();
      List<RequestResult> results = records.results(shard);
      assertThat(results).allMatch(result -> result.outcome() == Outcome.OK);
      assertThat(results)
          .extracting(RequestResult::intendedStartMicros)
          .containsExactlyInAnyOrderElementsOf(run.due(shard, last.due()));
      assertThat(last.inFlight()).isZero();
      assertDueIsWhatTheProfileAsksFor(run, shard, progress);
    }
  }

  /**
   * Whoever carries it, until it begins no more and only waits for answers, which it does for a
   * second at most.
   */
  private static void assertDueIsWhatTheProfileAsksFor(
      SharedRun run, int shard, List<ShardProgress> progress) {
    long startMicros = run.startMicros();
    Map<Integer, Long> inTheEnd = new HashMap<>();
    progress.forEach(each -> inTheEnd.put(each.epoch(), due(each)));
    List<ShardProgress> others =
        progress.stream()
            .filter(each -> each.watermarkMicros() % Shard.PROGRESS_MICROS == 0)
            .filter(
                each ->
                    due(each)
                        != run.arrivals(shard).dueBefore(each.watermarkMicros() - startMicros))
            .toList();
    assertThat(others)
        .as("progress whose due is not the profile's")
        .allMatch(each -> due(each) == inTheEnd.get(each.epoch()))
        .hasSizeLessThanOrEqualTo((int) (inTheEnd.size() * SECOND / Shard.PROGRESS_MICROS));
  }

  private static long due(ShardProgress progress) {
    return progress.scenarios().getFirst().due();
  }
}
