package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.http.RawServer;
import dev.faultline.generator.schedule.Idle;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.SharedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class GeneratorServiceIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RandomGenerator RANDOM = RandomGenerator.of("SplittableRandom");

  @TempDir Path folder;

  private final Clock clock = Clock.system();
  private final RunId run = RunId.create(clock, RANDOM);
  private Producer<String, RunEvent> runs;
  private GeneratorService generator;
  private RawServer target;

  @BeforeEach
  void start() throws Exception {
    target = RawServer.answering(RawServer.OK);
    runs = KafkaClients.eventProducer(broker.settings(), Topics.RUNS);
    generator = generator(LoadSettings.ONE);
    generator.start();
  }

  private GeneratorService generator(LoadSettings load) {
    return new GeneratorService(
        broker.settings(),
        SpillSpace.in(folder),
        clock,
        new SimpleMeterRegistry(),
        load,
        Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws Exception {
    generator.close();
    assertThat(generator.alive()).isFalse();
    runs.close();
    target.close();
  }

  @Test
  void aRunGivesExactlyItsArrivalsInOneGapFreeSequence() {
    submit(run, plan(100, "3s", ""));

    List<ConsumerRecord<String, ResultRecord>> records = finished(run);
    List<RequestResult> results = results(records);
    assertThat(results).hasSize(300).allMatch(r -> r.outcome() == Outcome.OK);
    assertThat(results)
        .extracting(RequestResult::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
    long startMicros = startOf(run);
    assertThat(results)
        .extracting(RequestResult::intendedStartMicros)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 300).mapToObj(k -> startMicros + k * 10_000).toList());
    assertThat(records).extracting(ConsumerRecord::key).containsOnly(run + "/0");
    assertThat(records)
        .extracting(ConsumerRecord::partition)
        .containsOnly(records.getFirst().partition());

    List<ShardProgress> progress = progress(records);
    assertThat(progress.getFirst().watermarkMicros()).isEqualTo(startMicros);
    assertThat(progress).filteredOn(ShardProgress::finished).hasSize(1);
    ScenarioProgress last = progress.getLast().scenarios().getFirst();
    assertThat(last.due()).isEqualTo(300);
    assertThat(last.started()).isEqualTo(300);
    assertThat(last.completed()).isEqualTo(300);
    assertThat(progress.getLast().lastSeq()).isEqualTo(300);
    for (int i = 0; i < progress.size() - 1; i++) {
      assertThat(progress.get(i).watermarkMicros()).isEqualTo(startMicros + i * 250_000L);
      assertThat(progress.get(i).scenarios().getFirst().due()).isEqualTo(Math.min(300, i * 25L));
    }
    assertThat(generator.alive()).isTrue();
  }

  @Test
  void inEightShardsOnTwoEventLoopsARunHasTheSameArrivals() {
    generator.close();
    generator = generator(new LoadSettings(8, 2, Idle.HYBRID));
    generator.start();
    submit(run, plan(100, "3s", ""));

    List<ConsumerRecord<String, ResultRecord>> records =
        records(run, all -> progress(all).stream().filter(ShardProgress::finished).count() == 8);
    long startMicros = startOf(run);
    assertThat(results(records))
        .extracting(RequestResult::intendedStartMicros)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 300).mapToObj(k -> startMicros + k * 10_000).toList());
    assertThat(progress(records))
        .filteredOn(ShardProgress::finished)
        .extracting(last -> last.scenarios().getFirst().due())
        .containsExactlyInAnyOrder(38L, 38L, 38L, 38L, 37L, 37L, 37L, 37L);
    List<ShardEvent> told =
        broker
            .read(Topics.SHARDS, ShardEvent::runId, run)
            .until(
                all -> all.stream().filter(ShardEvent.Ended.class::isInstance).count() == 8,
                PATIENCE);
    assertThat(told).hasSize(16).allMatch(event -> event.epoch() == 0);
  }

  @Test
  void severalRunsGoOnAtOnce() {
    RunId other = RunId.create(clock, RANDOM);
    submit(run, plan(50, "2s", ""));
    submit(other, plan(30, "2s", ""));
    assertThat(results(finished(run))).hasSize(100);
    assertThat(results(finished(other))).hasSize(60);
  }

  @Test
  void anAbortEndsTheLoadEarlyAndStillFinishes() {
    PlanSource plan = plan(100, "10m", "");
    submit(run, plan);
    records(run, all -> results(all).size() >= 50);
    publish(new RunEvent.AbortRequested(run, clock.epochMicros(), plan, "Ctrl-C"));

    ScenarioProgress last = progress(finished(run)).getLast().scenarios().getFirst();
    assertThat(last.due()).isLessThan(3000).isEqualTo(last.started() + last.dropped());
    assertThat(last.completed()).isEqualTo(last.started()).isEqualTo(results(finished(run)).size());
    assertThat(last.inFlight()).isZero();
  }

  @Test
  void anInjectorThatNeverPreparesAbortsTheRunWithoutAnyLoad() {
    submit(run, plan(100, "3s", "proxies: { p: { listen: 127.0.0.1:1, upstream: 127.0.0.1:2 } }"));
    RunEvent.Aborted aborted = await(run, RunEvent.Aborted.class);
    assertThat(aborted.reason()).contains("chaos-injector was not prepared within 5 s");
    assertThat(target.accepted()).isZero();
  }

  @Test
  void aPreparedInjectorLetsTheRunStart() {
    PlanSource plan =
        plan(20, "1s", "proxies: { p: { listen: 127.0.0.1:1, upstream: 127.0.0.1:2 } }");
    submit(run, plan);
    publish(new RunEvent.Prepared(run, clock.epochMicros(), plan, "chaos-injector"));
    assertThat(results(finished(run))).hasSize(20);
    RunEvent.Started started = await(run, RunEvent.Started.class);
    assertThat(started.startMicros() % 1_000_000).isZero();
    assertThat(started.startMicros() - started.atMicros()).isBetween(1_000_000L, 2_000_000L);
    assertThat(started.shardCount()).isEqualTo(1);
  }

  @Test
  void closingDrainsAndSendsTheLastProgress() {
    submit(run, plan(200, "10m", ""));
    records(run, all -> results(all).size() >= 50);
    generator.close();

    List<ConsumerRecord<String, ResultRecord>> records = finished(run);
    ScenarioProgress last = progress(records).getLast().scenarios().getFirst();
    assertThat(last.completed()).isEqualTo(results(records).size());
    assertThat(last.inFlight()).isZero();
  }

  @Test
  void aTargetThatIsNotThereIsAResultLikeAnyOther() throws Exception {
    PlanSource plan = plan(50, "1s", "");
    target.close();
    submit(run, plan);
    List<RequestResult> results = results(finished(run));
    assertThat(results).hasSize(50);
    assertThat(results).allMatch(r -> r.outcome() == Outcome.ERROR);
    assertThat(results).allMatch(r -> r.error().equals("connection-refused"));
  }

  private PlanSource plan(int rate, String duration, String more) {
    return new PlanSource(
        "shop.yaml",
        """
        name: shop
        targets:
          shop: { http: "http://127.0.0.1:%d" }
        scenarios:
          checkout:
            target: shop
            load:
              stages:
                - constant: { rate: %d, duration: %s }
            steps:
              - name: order
                request: { method: GET, path: / }
        %s
        """
            .formatted(target.port(), rate, duration, more),
        Map.of());
  }

  private void submit(RunId runId, PlanSource plan) {
    publish(new RunEvent.Submitted(runId, clock.epochMicros(), plan));
  }

  private void publish(RunEvent event) {
    Future<?> _ = runs.send(Topics.RUNS.record(event.runId().toString(), event, event.atMicros()));
    runs.flush();
  }

  private List<ConsumerRecord<String, ResultRecord>> finished(RunId runId) {
    return records(runId, all -> progress(all).stream().anyMatch(ShardProgress::finished));
  }

  private List<ConsumerRecord<String, ResultRecord>> records(
      RunId runId,
      java.util.function.Predicate<List<ConsumerRecord<String, ResultRecord>>> enough) {
    return broker.read(Topics.RESULTS, ResultRecord::runId, runId).recordsUntil(enough, PATIENCE);
  }

  private long startOf(RunId runId) {
    return await(runId, RunEvent.Started.class).startMicros();
  }

  private <E extends RunEvent> E await(RunId runId, Class<E> type) {
    return broker
        .read(Topics.RUNS, RunEvent::runId, runId)
        .until(all -> all.stream().anyMatch(type::isInstance), PATIENCE)
        .stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<RequestResult> results(List<ConsumerRecord<String, ResultRecord>> records) {
    return ShardUnderTest.results(records.stream().map(ConsumerRecord::value).toList());
  }

  private static List<ShardProgress> progress(List<ConsumerRecord<String, ResultRecord>> records) {
    return ShardUnderTest.progress(records.stream().map(ConsumerRecord::value).toList());
  }
}
