package dev.faultline.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.cli.run.Parts;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.time.Clock;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.KillableJvm;
import dev.faultline.testkit.QuietLogs;
import dev.faultline.testkit.SharedBroker;
import dev.faultline.testkit.ShopPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What windows, the run's progress and the verdict say when one of two generators is killed. */
@Tag("slow")
class KilledGeneratorIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String GROUP = "faultline-generator";
  private static final int RATE = 100;
  private static final int SECONDS = 20;

  @TempDir Path folder;

  private final Clock clock = Clock.system();
  private final RunId run = RunId.create(clock, RandomGenerator.getDefault());

  @BeforeEach
  void beQuiet() {
    QuietLogs.apply();
  }

  @Test
  void everyArrivalOfTheProfileIsOfferedAndThoseThatWereLostMakeTheRunInconclusive()
      throws Exception {
    HttpServer target = OkTarget.start();
    try (Parts analysis = new Parts();
        KillableJvm one = ChildGenerator.start(broker.settings());
        KillableJvm _ = ChildGenerator.start(broker.settings())) {
      analysis.startAnalysis(broker.settings(), folder, new SimpleMeterRegistry());
      awaitTwoGenerators();
      submit(target.getAddress().getPort());
      broker
          .read(Topics.WINDOWS, WindowRecord::runId, run)
          .until(windows -> progress(windows).size() >= 2, PATIENCE);
      long killedMicros = clock.epochMicros();
      one.kill();

      RunVerdict verdict =
          broker
              .read(Topics.VERDICTS, RunVerdict::runId, run)
              .until(verdicts -> !verdicts.isEmpty(), PATIENCE)
              .getFirst();
      List<WindowRecord> windows =
          broker
              .read(Topics.WINDOWS, WindowRecord::runId, run)
              .until(all -> progress(all).stream().anyMatch(RunProgress::finished), PATIENCE);

      assertThat(offered(windows)).isEqualTo((long) RATE * SECONDS);
      RunProgress totals = verdict.totals();
      assertThat(totals.due()).isEqualTo((long) RATE * SECONDS);
      assertThat(totals.dropped()).isZero();
      assertThat(totals.missing()).isZero();
      List<ShardEvent.Claimed> takenOver = claimsOfEpochOne();
      assertThat(takenOver).hasSize(4);
      long awayMicros =
          takenOver.stream().mapToLong(ShardEvent::atMicros).max().orElseThrow() - killedMicros;
      // What half of the load comes to in that time, and in the second that a generator needs.
      assertThat(totals.uncarried())
          .isPositive()
          .isLessThan(10 * RATE / 2)
          .isLessThan((awayMicros + 1_000_000) * RATE / 2 / 1_000_000);
      assertThat(totals.started() - totals.completed()).isBetween(0L, 10L);
      assertThat(verdict.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
      assertThat(verdict.reasons())
          .anyMatch(
              reason ->
                  reason.contains(
                      "of %d arrivals %d were due while no generator carried their shard"
                          .formatted(RATE * SECONDS, totals.uncarried())));
    } finally {
      target.stop(0);
    }
  }

  private void awaitTwoGenerators() {
    try (Admin admin = Admin.create(broker.settings().clientProperties())) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () ->
                  admin
                          .describeConsumerGroups(List.of(GROUP))
                          .all()
                          .get()
                          .get(GROUP)
                          .members()
                          .stream()
                          .filter(member -> member.assignment().topicPartitions().size() == 4)
                          .count()
                      == 2);
    }
  }

  private void submit(int port) throws Exception {
    PlanSource plan = ShopPlan.of(port, RATE, SECONDS);
    RunEvent submitted = new RunEvent.Submitted(run, clock.epochMicros(), plan);
    try (Producer<String, RunEvent> runs =
        KafkaClients.eventProducer(broker.settings(), Topics.RUNS)) {
      runs.send(Topics.RUNS.record(run.toString(), submitted, submitted.atMicros())).get();
    }
  }

  private static List<RunProgress> progress(List<WindowRecord> windows) {
    return windows.stream()
        .filter(RunProgress.class::isInstance)
        .map(RunProgress.class::cast)
        .toList();
  }

  private static long offered(List<WindowRecord> windows) {
    return windows.stream()
        .filter(WindowStats.class::isInstance)
        .map(WindowStats.class::cast)
        .filter(WindowStats::isBase)
        .mapToLong(WindowStats::offered)
        .sum();
  }

  private List<ShardEvent.Claimed> claimsOfEpochOne() {
    return epochOne(
        broker
            .read(Topics.SHARDS, ShardEvent::runId, run)
            .until(all -> epochOne(all).size() >= 4, PATIENCE));
  }

  private static List<ShardEvent.Claimed> epochOne(List<ShardEvent> events) {
    return events.stream()
        .filter(ShardEvent.Claimed.class::isInstance)
        .map(ShardEvent.Claimed.class::cast)
        .filter(claim -> claim.epoch() == 1)
        .toList();
  }
}
