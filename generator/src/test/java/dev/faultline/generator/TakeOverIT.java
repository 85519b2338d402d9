package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.http.RawServer;
import dev.faultline.testkit.KillableJvm;
import dev.faultline.testkit.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two generators share a run, and one of them is killed. */
@Tag("slow")
class TakeOverIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final long SECOND = 1_000_000;
  private static final Duration LOAD = Duration.ofSeconds(17);

  private final Clock clock = Clock.system();

  @Test
  void theOtherTakesItsShardsOverWithinTenSecondsAndWhatWasLostIsANumber() throws Exception {
    try (RawServer target = RawServer.answering(RawServer.OK);
        GeneratorGroup group = new GeneratorGroup(broker.settings())) {
      KillableJvm killed = group.grow(2).getFirst();
      SharedRun run = new SharedRun(broker, clock, target.port(), LOAD);
      run.submit();
      long startMicros = run.startMicros();
      run.awaitWatermark(startMicros + 3 * SECOND);
      long killedAt = clock.epochMicros();
      killed.kill();

      SharedRun.Records records = run.finished();
      List<ShardEvent.Claimed> claims = run.claims(all -> all.size() >= 12);
      Set<Integer> moved =
          claims.stream()
              .filter(c -> c.epoch() == 1)
              .map(c -> c.shard())
              .collect(Collectors.toSet());
      assertThat(moved).hasSize(4);
      assertThat(claims).hasSize(12);
      assertThat(claims)
          .filteredOn(claim -> claim.epoch() == 1)
          .allSatisfy(claim -> assertThat(claim.atMicros() - killedAt).isBetween(0L, 10 * SECOND));
      long lost = 0;
      for (int shard = 0; shard < SharedRun.SHARDS; shard++) {
        assertThat(due(records, shard)).isEqualTo(run.arrivals(shard).total());
        List<Long> begun =
            records.results(shard).stream().map(RequestResult::intendedStartMicros).toList();
        assertThat(begun).doesNotHaveDuplicates();
        assertThat(begun).isSubsetOf(run.due(shard, run.arrivals(shard).total()));
        long notStarted = due(records, shard) - started(records, shard);
        if (moved.contains(shard)) {
          assertThat(notStarted).isPositive();
          assertThat(begun.size())
              .isBetween((int) started(records, shard) - 1, (int) started(records, shard) + 5);
        } else {
          assertThat(notStarted).isZero();
          assertThat(begun).hasSize((int) run.arrivals(shard).total());
        }
        lost += notStarted;
      }
      assertThat(lost).isLessThan(10 * SharedRun.RATE / 2);
      long takenOverAt =
          claims.stream()
              .filter(c -> c.epoch() == 1)
              .mapToLong(c -> c.atMicros())
              .max()
              .orElseThrow();
      System.Logger log = System.getLogger(TakeOverIT.class.getName());
      log.log(
          System.Logger.Level.INFO,
          "taken over after {0} ms, due and not started: {1} of {2}",
          (takenOverAt - killedAt) / 1000,
          lost,
          LOAD.toSeconds() * SharedRun.RATE);
    }
  }

  @Test
  void whoWakesUpAfterItsShardsWereTakenOverBeginsNothingOfThem() throws Exception {
    try (RawServer target = RawServer.answering(RawServer.OK);
        GeneratorGroup group = new GeneratorGroup(broker.settings())) {
      KillableJvm frozen = group.grow(2).getFirst();
      SharedRun run = new SharedRun(broker, clock, target.port(), LOAD);
      run.submit();
      run.awaitWatermark(run.startMicros() + 3 * SECOND);
      frozen.freeze();
      try {
        List<ShardEvent.Claimed> _ =
            run.claims(all -> all.stream().filter(claim -> claim.epoch() == 1).count() == 4);
      } finally {
        frozen.thaw();
      }

      SharedRun.Records records = run.finished();
      frozen.assertAlive();
      long lost = 0;
      for (int shard = 0; shard < SharedRun.SHARDS; shard++) {
        assertThat(due(records, shard)).isEqualTo(run.arrivals(shard).total());
        assertThat(records.results(shard))
            .extracting(RequestResult::intendedStartMicros)
            .doesNotHaveDuplicates()
            .isSubsetOf(run.due(shard, run.arrivals(shard).total()));
        lost += due(records, shard) - started(records, shard);
      }
      assertThat(lost).isBetween(1L, 10L * SharedRun.RATE / 2);
    }
  }

  private static long due(SharedRun.Records records, int shard) {
    return scenario(records.progress(shard).getLast()).due();
  }

  /** What each of its generators had started when it told so last. */
  private static long started(SharedRun.Records records, int shard) {
    Map<Integer, Long> byEpoch = new TreeMap<>();
    for (ShardProgress progress : records.progress(shard)) {
      byEpoch.put(progress.epoch(), scenario(progress).started());
    }
    return byEpoch.values().stream().mapToLong(Long::longValue).sum();
  }

  private static ScenarioProgress scenario(ShardProgress progress) {
    return progress.scenarios().getFirst();
  }
}
