package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.run.Parts;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.time.Clock;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.QuietLogs;
import dev.faultline.testkit.SharedBroker;
import dev.faultline.testkit.TopicReader;
import dev.faultline.testkit.server.PostgresServer;
import dev.faultline.testkit.server.RedisServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The requirements' plans for databases, with {@code --speedup}, from the plan to the verdict. */
@Tag("slow")
class DatabasePlansIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();
  @RegisterExtension static final RedisServer redis = new RedisServer();
  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Clock CLOCK = Clock.system();

  @TempDir static Path folder;

  private static final Parts ANALYSIS = new Parts();
  private static GeneratorService generator;

  @BeforeAll
  static void start() {
    QuietLogs.apply();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ANALYSIS.startAnalysis(broker.settings(), folder, registry);
    generator =
        new GeneratorService(
            broker.settings(),
            SpillSpace.in(folder.resolve("generator")),
            CLOCK,
            registry,
            LoadSettings.ONE);
    generator.start();
  }

  @AfterAll
  static void stop() {
    generator.close();
    ANALYSIS.close();
  }

  @Test
  void messagesOverRedisAreDelivered() throws Exception {
    assertThatAllIsAnswered(run("redis-pubsub.yaml", Map.of("redis", redis.address())));
  }

  @Test
  void queriesOfPostgresAreAnswered() throws Exception {
    String address = "postgres://%s@%s/postgres".formatted(PostgresServer.USER, postgres.address());

    assertThatAllIsAnswered(run("postgres-queries.yaml", Map.of("postgres", address)));
    postgres.execute(
        "do 'begin assert (select count(*) = 0 from faultline_tasks), ''not cleaned up''; end'");
  }

  @Test
  void aDatabaseThatIsAwayFailsEveryRequest() throws Exception {
    RunVerdict verdict = run("redis-pubsub.yaml", Map.of("redis", "127.0.0.1:1"));

    assertThat(verdict.verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(verdict.thresholds())
        .filteredOn(result -> result.metric().equals("http_req_failed"))
        .extracting(ThresholdResult::observed)
        .containsExactly(OptionalDouble.of(1));
    assertThat(verdict.totals().completed()).isEqualTo(verdict.totals().due());
  }

  /** All thresholds are judged; only those for latencies depend on the machine. */
  private static void assertThatAllIsAnswered(RunVerdict verdict) {
    assertThat(verdict.aborted()).as("%s", verdict.reasons()).isFalse();
    assertThat(verdict.thresholds())
        .as("%s", verdict.reasons())
        .allMatch(result -> result.observed().isPresent());
    assertThat(verdict.thresholds())
        .filteredOn(result -> result.metric().equals("http_req_failed"))
        .isNotEmpty()
        .allMatch(ThresholdResult::held);
    assertThat(verdict.totals().due()).isGreaterThanOrEqualTo(50);
    assertThat(verdict.totals().completed()).isEqualTo(verdict.totals().due());
    assertThat(verdict.totals().missing()).isZero();
  }

  private static RunVerdict run(String plan, Map<String, String> address) throws Exception {
    PlanFile file = read(plan, address);
    RunId run = RunId.create(CLOCK, new Random());
    try (Producer<String, RunEvent> runs =
        KafkaClients.eventProducer(broker.settings(), Topics.RUNS)) {
      RunEvent submitted = new RunEvent.Submitted(run, CLOCK.epochMicros(), file.source());
      runs.send(Topics.RUNS.record(run.toString(), submitted, submitted.atMicros())).get();
    }
    return new TopicReader<>(
            broker.settings(), Topics.VERDICTS, verdict -> verdict.runId().equals(run))
        .until(verdicts -> !verdicts.isEmpty(), PATIENCE)
        .getFirst();
  }

  private static PlanFile read(String plan, Map<String, String> address) {
    StringWriter problems = new StringWriter();
    Map<String, String> parameters = new HashMap<>(address);
    parameters.put("think_time", "1s");
    parameters.put(PlanSource.SPEEDUP, "60");
    Optional<PlanFile> read =
        PlanFile.read(Path.of("..", "plans", plan), parameters, new PrintWriter(problems));
    assertThat(read).as(problems.toString()).isPresent();
    return read.get();
  }
}
