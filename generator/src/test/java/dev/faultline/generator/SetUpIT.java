package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.TargetUnderTest.Asked;
import dev.faultline.generator.TargetUnderTest.Reply;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.KillableJvm;
import dev.faultline.testkit.SharedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is done once per run, over real topics and by real generators, also when they die. */
@Tag("slow")
class SetUpIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String OVER = "DELETE /session/t-1";

  @TempDir Path folder;

  private final Clock clock = Clock.system();
  private final RunId run = RunId.create(clock, RandomGenerator.of("SplittableRandom"));
  private TargetUnderTest shop;
  private volatile int orderStatus = 200;

  @BeforeEach
  void start() throws Exception {
    shop = new TargetUnderTest(this::answer);
  }

  @AfterEach
  void stop() {
    shop.close();
  }

  private Reply answer(Asked asked) {
    return switch (asked.line()) {
      case "POST /session" -> Reply.of(200, "{\"token\": \"t-1\"}");
      case "POST /shop" -> Reply.of(orderStatus, "");
      case OVER, "GET /orders?token=t-1" -> Reply.of(200, "");
      default -> Reply.of(404, "");
    };
  }

  @Test
  void itsCapturesAreKnownToAllIterationsAndTheTeardownComesAtTheEnd() {
    try (GeneratorService generator = generator()) {
      generator.start();
      PlanSource plan = plan(2);
      publish(new RunEvent.Submitted(run, clock.epochMicros(), plan));

      assertThat(results()).hasSize(40).allMatch(r -> r.outcome() == Outcome.OK);
      assertThat(results()).allMatch(r -> r.step().equals("order"));
      assertThat(shop.lines()).startsWith("POST /session", "POST /shop").doesNotContain(OVER);
      publish(new RunEvent.Finished(run, clock.epochMicros(), plan, Verdict.PASS));
      await().atMost(PATIENCE).until(() -> shop.lines().contains(OVER));
    }
    assertThat(shop.lines()).filteredOn(line -> !line.startsWith("GET")).hasSize(3);
  }

  @Test
  void aSetupThatFailsEndsTheRunBeforeAnyLoadAndIsTornDown() {
    orderStatus = 503;
    try (GeneratorService generator = generator()) {
      generator.start();
      publish(new RunEvent.Submitted(run, clock.epochMicros(), plan(2)));

      assertThat(awaitEvent(RunEvent.Aborted.class).reason())
          .isEqualTo(
              "the setup of scenario 'buy' failed: step 'open' was answered with status 503");
    }
    assertThat(shop.lines()).containsExactly("POST /session", "POST /shop", OVER);
  }

  @Test
  void theLastGeneratorThatIsShutDownTearsItsRunsDown() {
    try (GeneratorService generator = generator()) {
      generator.start();
      publish(new RunEvent.Submitted(run, clock.epochMicros(), plan(60)));
      await().atMost(PATIENCE).until(() -> shop.lines().contains("GET /orders?token=t-1"));
    }
    assertThat(shop.lines()).filteredOn(OVER::equals).hasSize(1);
  }

  @Test
  void anotherGeneratorTearsDownWhatOneThatWasKilledHasSetUp() {
    try (GeneratorGroup group = new GeneratorGroup(broker.settings())) {
      KillableJvm first = group.grow(1).getFirst();
      PlanSource plan = plan(40);
      publish(new RunEvent.Submitted(run, clock.epochMicros(), plan));
      RunEvent.Started _ = awaitEvent(RunEvent.Started.class);
      List<KillableJvm> _ = group.grow(1);
      first.kill();
      publish(new RunEvent.AbortRequested(run, clock.epochMicros(), plan, "enough"));
      publish(new RunEvent.Finished(run, clock.epochMicros(), plan, Verdict.PASS));

      await().atMost(PATIENCE).until(() -> shop.lines().contains(OVER));
      assertThat(shop.lines()).filteredOn("POST /session"::equals).hasSize(1);
    }
  }

  private GeneratorService generator() {
    return new GeneratorService(
        broker.settings(),
        SpillSpace.in(folder),
        clock,
        new SimpleMeterRegistry(),
        LoadSettings.ONE,
        Duration.ofSeconds(2));
  }

  private PlanSource plan(int seconds) {
    String yaml =
        """
        name: shop
        targets: { shop: { http: '%s' } }
        scenarios:
          buy:
            target: shop
            load: { stages: [constant: { rate: 20, duration: %ds }] }
            setup:
              - name: log-in
                request: { method: POST, path: /session }
                capture: { token: { json: $.token } }
              - { name: open, request: { method: POST, path: /shop } }
            steps:
              - { name: order, request: { path: '/orders?token=${token}' } }
            teardown:
              - { name: log-out, request: { method: DELETE, path: '/session/${token}' } }
        """
            .formatted(shop.address(), seconds);
    return new PlanSource("shop.yaml", yaml, Map.of());
  }

  private void publish(RunEvent event) {
    try (Producer<String, RunEvent> runs =
        KafkaClients.eventProducer(broker.settings(), Topics.RUNS)) {
      var _ = runs.send(Topics.RUNS.record(run.toString(), event, event.atMicros()));
    }
  }

  /** When all shards have finished. */
  private List<RequestResult> results() {
    return ShardUnderTest.results(
        broker
            .read(Topics.RESULTS, ResultRecord::runId, run)
            .until(
                all -> ShardUnderTest.progress(all).stream().anyMatch(ShardProgress::finished),
                PATIENCE));
  }

  private <E extends RunEvent> E awaitEvent(Class<E> type) {
    return broker
        .read(Topics.RUNS, RunEvent::runId, run)
        .until(all -> all.stream().anyMatch(type::isInstance), PATIENCE)
        .stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }
}
