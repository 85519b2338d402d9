package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.faultline.cli.run.Parts;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.QuietLogs;
import dev.faultline.testkit.SharedBroker;
import dev.faultline.testkit.TopicReader;
import dev.faultline.testkit.server.RabbitServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plans for a broker, with {@code --speedup}, against a real RabbitMQ: each comes to a verdict,
 * and nothing of its load is missing. What the verdict is depends on the machine.
 */
@Tag("slow")
class BrokerProfilesIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();
  @RegisterExtension static final RabbitServer rabbit = new RabbitServer();

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final double SECONDS = 3;
  private static final Clock CLOCK = Clock.system();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"builder-amqp.yaml", "parser-amqp.yaml"})
  void comesToAVerdictOnAllThatItsProfileAsksFor(String name) throws Exception {
    QuietLogs.apply();
    makeExchange();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Parts analysis = new Parts();
        GeneratorService generator =
            new GeneratorService(
                broker.settings(),
                SpillSpace.in(folder.resolve("generator")),
                CLOCK,
                registry,
                LoadSettings.ONE)) {
      analysis.startAnalysis(broker.settings(), folder, registry);
      generator.start();

      RunVerdict verdict = verdictOf(submit(plan(name)));

      assertThat(verdict.aborted()).as("%s", verdict.reasons()).isFalse();
      RunProgress totals = verdict.totals();
      assertThat(totals.due()).isPositive();
      assertThat(totals.completed() + totals.dropped()).isEqualTo(totals.due());
      assertThat(totals.missing()).isZero();
    }
  }

  private static void makeExchange() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setPort(rabbit.port());
    factory.setHost("127.0.0.1");
    try (Connection connection = factory.newConnection()) {
      connection.createChannel().exchangeDeclare("cloud-events", BuiltinExchangeType.TOPIC, true);
    }
  }

  private static PlanFile plan(String name) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("broker", "amqp://" + rabbit.address() + "/");
    double seconds = Durations.micros(read(name, parameters).plan().duration()) / 1e6;
    parameters.put(PlanSource.SPEEDUP, "%.3f".formatted(seconds / SECONDS));
    return read(name, parameters);
  }

  private static PlanFile read(String name, Map<String, String> parameters) {
    StringWriter problems = new StringWriter();
    return PlanFile.read(Path.of("..", "plans", name), parameters, new PrintWriter(problems))
        .orElseThrow(() -> new AssertionError(problems.toString()));
  }

  private static RunId submit(PlanFile plan) throws Exception {
    RunId run = RunId.create(CLOCK, new Random());
    RunEvent submitted = new RunEvent.Submitted(run, CLOCK.epochMicros(), plan.source());
    try (Producer<String, RunEvent> runs =
        KafkaClients.eventProducer(broker.settings(), Topics.RUNS)) {
      runs.send(Topics.RUNS.record(run.toString(), submitted, submitted.atMicros())).get();
    }
    return run;
  }

  private static RunVerdict verdictOf(RunId run) {
    return new TopicReader<>(
            broker.settings(), Topics.VERDICTS, verdict -> verdict.runId().equals(run))
        .until(verdicts -> !verdicts.isEmpty(), PATIENCE)
        .getLast();
  }
}
