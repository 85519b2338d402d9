package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.TargetUnderTest.Reply;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.SharedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run that needs secrets, from its plan to the results on the topic. */
class SecretRunIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SECRET = "s3cr3t-0f-th3-sh0p";

  @TempDir Path folder;

  private final Clock clock = Clock.system();
  private final RunId run = RunId.create(clock, RandomGenerator.of("SplittableRandom"));
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getMessage() + Arrays.toString(line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private Producer<String, RunEvent> runs;
  private GeneratorService generator;
  private TargetUnderTest shop;

  @BeforeEach
  void start() throws Exception {
    Logger.getLogger("").addHandler(log);
    shop = new TargetUnderTest(asked -> Reply.of(asked.path().equals("/b") ? 500 : 200, ""));
    runs = KafkaClients.eventProducer(broker.settings(), Topics.RUNS);
    generator =
        new GeneratorService(
            broker.settings(),
            SpillSpace.in(folder.resolve("spill")),
            clock,
            new SimpleMeterRegistry(),
            LoadSettings.ONE);
    generator.start();
  }

  @AfterEach
  void stop() {
    generator.close();
    runs.close();
    shop.close();
    Logger.getLogger("").removeHandler(log);
  }

  private void submit(Path secret) {
    String yaml =
        """
        name: secret
        secrets: { token: { file: %s } }
        targets: { shop: { http: '%s', auth: { bearer: token } } }
        scenarios:
          s:
            target: shop
            load: { stages: [constant: { rate: 20, duration: 1s }] }
            steps:
              - name: a
                request:
                  method: POST
                  path: "/a/${secret.token}"
                  headers: { x-key: "${secret.token}" }
                  body: "${hmac(secret.token, 'a')}"
              - { name: b, request: { path: /b }, check: { body: { equals: "${secret.token}" } } }
        """
            .formatted(secret, shop.address());
    RunEvent event =
        new RunEvent.Submitted(run, clock.epochMicros(), new PlanSource("s.yaml", yaml, Map.of()));
    Future<?> _ = runs.send(Topics.RUNS.record(run.toString(), event, event.atMicros()));
    runs.flush();
  }

  private List<RunEvent> runEvents(Class<? extends RunEvent> last) {
    return broker
        .read(Topics.RUNS, RunEvent::runId, run)
        .until(all -> all.stream().anyMatch(last::isInstance), PATIENCE);
  }

  @Test
  void theTargetIsToldAndNobodyElse() throws Exception {
    submit(Files.writeString(folder.resolve("token"), SECRET + "\n"));

    List<ResultRecord> records =
        broker
            .read(Topics.RESULTS, ResultRecord::runId, run)
            .until(
                all -> ShardUnderTest.progress(all).stream().anyMatch(ShardProgress::finished),
                PATIENCE);
    List<RequestResult> results = ShardUnderTest.results(records);
    assertThat(results).hasSize(40);
    assertThat(results).filteredOn(r -> r.outcome() == Outcome.OK).hasSize(20);
    assertThat(shop.asked())
        .hasSize(40)
        .allMatch(asked -> asked.headers().get("Authorization").equals("Bearer " + SECRET));
    assertThat(shop.lines()).contains("POST /a/" + SECRET);

    List<ShardEvent> shards =
        broker
            .read(Topics.SHARDS, ShardEvent::runId, run)
            .until(all -> all.stream().anyMatch(ShardEvent.Ended.class::isInstance), PATIENCE);
    assertThat(runEvents(RunEvent.Started.class).toString()).doesNotContain(SECRET);
    assertThat(records.toString()).doesNotContain(SECRET);
    assertThat(shards.toString()).doesNotContain(SECRET);
    assertThat(logged).isNotEmpty().noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void aRunWhoseSecretIsMissingNeverStarts() {
    Path absent = folder.resolve("absent");
    submit(absent);

    assertThat(runEvents(RunEvent.Aborted.class))
        .filteredOn(RunEvent.Aborted.class::isInstance)
        .singleElement()
        .satisfies(
            event ->
                assertThat(((RunEvent.Aborted) event).reason())
                    .isEqualTo(
                        "secret 'token' of the plan, as the generator sees it: the file %s does not"
                                .formatted(absent)
                            + " exist"));
    assertThat(shop.asked()).isEmpty();
  }
}
