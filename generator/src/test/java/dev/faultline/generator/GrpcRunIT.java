package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.grpc.EchoServer;
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
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run whose target speaks gRPC, from its plan to the results on the topic. */
class GrpcRunIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final Clock clock = Clock.system();
  private final RunId run = RunId.create(clock, RandomGenerator.of("SplittableRandom"));
  private Producer<String, RunEvent> runs;
  private GeneratorService generator;
  private EchoServer target;

  @BeforeEach
  void start() throws Exception {
    target = EchoServer.start();
    runs = KafkaClients.eventProducer(broker.settings(), Topics.RUNS);
    generator =
        new GeneratorService(
            broker.settings(),
            SpillSpace.in(folder),
            clock,
            new SimpleMeterRegistry(),
            LoadSettings.shards(4));
    generator.start();
  }

  @AfterEach
  void stop() {
    generator.close();
    runs.close();
    target.close();
  }

  @Test
  void everyArrivalIsACallThatTheServerAnswers() {
    submit("test.Echo/Say", "{ text: hello, count: 3 }");

    List<RequestResult> results = results(finished());
    assertThat(results).hasSize(200).allMatch(r -> r.outcome() == Outcome.OK);
    assertThat(results).allMatch(r -> r.status() == 0 && r.error().isEmpty());
    assertThat(results).allMatch(r -> r.step().equals("say") && r.bytesReceived() == 5 + 9);
    long startMicros = await(RunEvent.Started.class).startMicros();
    assertThat(results)
        .extracting(RequestResult::intendedStartMicros)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 200).mapToObj(k -> startMicros + k * 10_000).toList());
    assertThat(generator.alive()).isTrue();
  }

  @Test
  void aPlanThatTheServerDoesNotUnderstandNeverStarts() {
    submit("test.Echo/Tell", "{}");

    assertThat(await(RunEvent.Aborted.class).reason())
        .isEqualTo(
            "step 'say', target 'echo': service 'test.Echo' has no method 'Tell'; it has Say,"
                + " Listen, Gather, Talk");
  }

  @Test
  void aTargetThatIsNotUpIsToldBeforeAnyLoad() {
    target.close();
    submit("test.Echo/Say", "{}");

    assertThat(await(RunEvent.Aborted.class).reason())
        .startsWith(
            "step 'say', target 'echo': 127.0.0.1:%d cannot be reached; is it up?"
                .formatted(target.port()));
  }

  private void submit(String method, String message) {
    String yaml =
        """
        name: echo
        targets:
          echo: { grpc: "127.0.0.1:%d" }
        scenarios:
          talk:
            target: echo
            load: { stages: [ constant: { rate: 100, duration: 2s } ] }
            steps:
              - name: say
                grpc: { method: %s, message: %s }
        """
            .formatted(target.port(), method, message);
    PlanSource plan = new PlanSource("echo.yaml", yaml, Map.of());
    RunEvent event = new RunEvent.Submitted(run, clock.epochMicros(), plan);
    Future<?> _ = runs.send(Topics.RUNS.record(run.toString(), event, event.atMicros()));
    runs.flush();
  }

  private List<ResultRecord> finished() {
    return broker
        .read(Topics.RESULTS, ResultRecord::runId, run)
        .until(
            all ->
                ShardUnderTest.progress(all).stream().filter(ShardProgress::finished).count() == 4,
            PATIENCE);
  }

  private static List<RequestResult> results(List<ResultRecord> records) {
    return ShardUnderTest.results(records);
  }

  private <E extends RunEvent> E await(Class<E> type) {
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
