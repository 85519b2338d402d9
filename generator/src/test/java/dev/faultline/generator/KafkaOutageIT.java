package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.http.RawServer;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.EmbeddedCluster;
import dev.faultline.testkit.ShopPlan;
import dev.faultline.testkit.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away in the middle of a run and comes back with its data. */
class KafkaOutageIT {

  private static final int RATE = 1_500;
  private static final int SECONDS = 18;
  private static final long TOTAL = (long) RATE * SECONDS;

  /** Five seconds of results. */
  private static final long OUTAGE = 5L * RATE;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long BLOCK = 1 << 18;

  @TempDir Path folder;

  private final Clock clock = Clock.system();
  private final RunId run = RunId.create(clock, RandomGenerator.of("SplittableRandom"));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private EmbeddedCluster broker;
  private RawServer target;
  private GeneratorService generator;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedCluster.start();
    TopicAdmin.createMissing(broker.settings(), 4, (short) 1);
    target = RawServer.answering(RawServer.OK);
  }

  @AfterEach
  void stop() throws Exception {
    if (generator != null) {
      generator.close();
    }
    target.close();
    broker.close();
  }

  @Test
  void everyResultArrivesOnceAndInOrderAndTheLoadGoesOnAsPlanned() throws Exception {
    startGenerator(64 * BLOCK);
    loseKafkaInTheMiddle();

    List<ResultRecord> records = finished();
    assertThat(ShardUnderTest.results(records))
        .extracting(RequestResult::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, TOTAL).boxed().toList());
    assertThat(counter("faultline.generator.results.lost")).isZero();
    assertThat(gauge("faultline.generator.spill.fill")).isZero();
    assertEverythingWasBegunWhenItWasDue(ShardUnderTest.progress(records));
    assertThat(ShardUnderTest.progress(records))
        .extracting(ShardProgress::health)
        .anyMatch(health -> health.spillFill() > 0)
        .allMatch(health -> health.spillFill() < 1 && health.unreported() == 0);
    assertThat(folder).isEmptyDirectory();
    assertThat(generator.alive()).isTrue();
  }

  @Test
  void aFullDiskIsSaidInTheProgressAndFillsTheBuffer() throws Exception {
    startGenerator(BLOCK);
    loseKafkaInTheMiddle();

    List<ResultRecord> records = finished();
    assertThat(ShardUnderTest.results(records)).hasSize((int) TOTAL);
    assertThat(ShardUnderTest.progress(records))
        .extracting(ShardProgress::health)
        .anyMatch(health -> health.spillFill() == 1 && health.bufferFill() > 0)
        .extracting(GeneratorHealth::unreported)
        .containsOnly(0L);
  }

  @Test
  void whatKafkaDoesNotTakeBeforeTheGeneratorEndsIsLostAsANumber() throws Exception {
    startGenerator(64 * BLOCK);
    awaitSome();
    broker.stop();
    await().atMost(PATIENCE).until(() -> counter("faultline.generator.results.spilled") > RATE);
    generator.close();
    assertThat(generator.alive()).isFalse();
    assertThat(folder).isEmptyDirectory();

    double lost = counter("faultline.generator.results.lost");
    assertThat(lost).isGreaterThan(RATE);
    broker.startAgain();
    long measured =
        (long)
            registry
                .get("faultline.generator.requests")
                .tag("outcome", "ok")
                .functionCounter()
                .count();
    List<ResultRecord> arrived =
        results().until(all -> ShardUnderTest.results(all).size() + lost >= measured, PATIENCE);
    assertThat(ShardUnderTest.results(arrived)).hasSizeLessThan((int) measured);
  }

  private void startGenerator(long spillBytes) {
    // Little memory, so that the producer is full within a second.
    KafkaSettings small =
        broker
            .settings()
            .with(ProducerConfig.BATCH_SIZE_CONFIG, "16384")
            .with(ProducerConfig.BUFFER_MEMORY_CONFIG, "65536");
    generator =
        new GeneratorService(
            small,
            new SpillSpace(folder, spillBytes),
            clock,
            registry,
            LoadSettings.ONE,
            Duration.ofSeconds(2));
    generator.start();
    try (Producer<String, RunEvent> runs =
        KafkaClients.eventProducer(broker.settings(), Topics.RUNS)) {
      RunEvent event = new RunEvent.Submitted(run, clock.epochMicros(), plan());
      var _ = runs.send(Topics.RUNS.record(run.toString(), event, event.atMicros()));
    }
  }

  /** Nothing is dropped, however long this process is paused. */
  private PlanSource plan() {
    PlanSource plan = ShopPlan.of(target.port(), RATE, SECONDS);
    return new PlanSource(
        plan.file(),
        plan.yaml().replace("    steps:", "    limits: { inFlight: 20000 }\n    steps:"),
        plan.parameters());
  }

  private void loseKafkaInTheMiddle() throws Exception {
    awaitSome();
    broker.stop();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                counter("faultline.generator.results.spilled") > OUTAGE
                    && gauge("faultline.generator.spill.fill") > 0);
    broker.startAgain();
  }

  private void awaitSome() {
    results().until(all -> ShardUnderTest.results(all).size() > 100, PATIENCE);
  }

  private List<ResultRecord> finished() {
    return results()
        .until(
            all -> ShardUnderTest.progress(all).stream().anyMatch(ShardProgress::finished),
            PATIENCE);
  }

  private TopicReader<ResultRecord> results() {
    return new TopicReader<>(
        broker.settings(), Topics.RESULTS, result -> result.runId().equals(run));
  }

  /** As of each watermark, by exact counts. */
  private static void assertEverythingWasBegunWhenItWasDue(List<ShardProgress> progress) {
    long startMicros = progress.getFirst().watermarkMicros();
    for (ShardProgress one : progress) {
      ScenarioProgress counts = one.scenarios().getFirst();
      long elapsed = one.watermarkMicros() - startMicros;
      assertThat(counts.due()).isEqualTo(Math.min(TOTAL, elapsed * RATE / 1_000_000));
      assertThat(counts.started()).isEqualTo(counts.due());
    }
    assertThat(progress.getLast().scenarios().getFirst().completed()).isEqualTo(TOTAL);
  }

  private double counter(String name) {
    return registry.get(name).functionCounter().count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
