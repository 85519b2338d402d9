package dev.faultline.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.cli.broker.EmbeddedBroker;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.process.ProcessIdentity;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.QuietLogs;
import dev.faultline.testkit.ShopPlan;
import dev.faultline.testkit.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka stands still for longer than it lets members of a group be silent. */
@Tag("slow")
class FrozenKafkaIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STANDSTILL = Duration.ofSeconds(8);
  private static final int SHARDS = 8;

  @TempDir Path folder;

  private final Clock clock = Clock.system();
  private final RunId run = RunId.create(clock, new Random());

  @BeforeEach
  void beQuiet() {
    QuietLogs.apply();
  }

  @Test
  void theLoadOfALoneGeneratorGoesOnUndisturbed() throws Exception {
    HttpServer target = OkTarget.start();
    try (EmbeddedBroker broker =
            EmbeddedBroker.start(
                folder.resolve("kafka"), folder.resolve("kafka.log"), new FreePorts(new Random()));
        GeneratorService generator =
            new GeneratorService(
                broker.settings(),
                SpillSpace.in(folder.resolve("spill")),
                clock,
                new SimpleMeterRegistry(),
                LoadSettings.shards(SHARDS))) {
      TopicAdmin.createMissing(broker.settings(), 4, (short) 1);
      generator.start();
      submit(broker.settings(), ShopPlan.of(target.getAddress().getPort(), 100, 20));
      TopicReader<ResultRecord> results =
          new TopicReader<>(
              broker.settings(), Topics.RESULTS, record -> record.runId().equals(run));
      results.until(all -> all.size() > 200, PATIENCE);
      freeze(broker.process());

      List<ResultRecord> all = results.until(records -> finished(records) == SHARDS, PATIENCE);
      assertThat(generator.alive()).isTrue();
      assertThat(all).allMatch(record -> record.epoch() == 0);
      long startMicros = started(broker.settings());
      assertThat(all)
          .filteredOn(RequestResult.class::isInstance)
          .extracting(result -> ((RequestResult) result).intendedStartMicros())
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, 2000).mapToObj(k -> startMicros + k * 10_000).toList());
    } finally {
      target.stop(0);
    }
  }

  private static void freeze(ProcessIdentity broker) throws Exception {
    signal("-STOP", broker);
    try {
      await().pollDelay(STANDSTILL).atMost(PATIENCE).until(() -> true);
    } finally {
      signal("-CONT", broker);
    }
  }

  private static void signal(String signal, ProcessIdentity process) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static long finished(List<ResultRecord> records) {
    return records.stream()
        .filter(record -> record instanceof ShardProgress progress && progress.finished())
        .count();
  }

  private long started(KafkaSettings kafka) {
    TopicReader<RunEvent> runs =
        new TopicReader<>(
            kafka, Topics.RUNS, e -> e instanceof RunEvent.Started && e.runId().equals(run));
    RunEvent started = runs.until(all -> !all.isEmpty(), PATIENCE).getFirst();
    return ((RunEvent.Started) started).startMicros();
  }

  private void submit(KafkaSettings kafka, PlanSource plan) throws Exception {
    RunEvent submitted = new RunEvent.Submitted(run, clock.epochMicros(), plan);
    try (Producer<String, RunEvent> runs = KafkaClients.eventProducer(kafka, Topics.RUNS)) {
      runs.send(Topics.RUNS.record(run.toString(), submitted, submitted.atMicros())).get();
    }
  }
}
