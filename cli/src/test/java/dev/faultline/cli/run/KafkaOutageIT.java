package dev.faultline.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.cli.broker.KillableBroker;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.ShopPlan;
import dev.faultline.testkit.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the load to the windows while the broker is killed and comes back. */
class KafkaOutageIT {

  private static final int RATE = 1_000;
  private static final int SECONDS = 30;
  private static final long TOTAL = (long) RATE * SECONDS;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  private final Clock clock = Clock.system();
  private final RunId run = RunId.create(clock, RandomGenerator.of("SplittableRandom"));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Parts analysis = new Parts();
  private KillableBroker broker;
  private HttpServer target;
  private GeneratorService generator;

  @BeforeEach
  void start() throws Exception {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    target.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    target.start();
    broker = KillableBroker.start(folder);
    TopicAdmin.createMissing(broker.settings(), 4, (short) 1);
    analysis.startAnalysis(broker.settings(), folder.resolve("analysis"), registry);
    // Little memory, so that the producer is full within a second.
    KafkaSettings small =
        broker
            .settings()
            .with(ProducerConfig.BATCH_SIZE_CONFIG, "16384")
            .with(ProducerConfig.BUFFER_MEMORY_CONFIG, "65536");
    generator =
        new GeneratorService(
            small, SpillSpace.in(folder.resolve("spill")), clock, registry, LoadSettings.ONE);
    generator.start();
  }

  @AfterEach
  void stop() throws Exception {
    if (generator != null) {
      generator.close();
    }
    analysis.close();
    target.stop(0);
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void whatWasSentIsCountedInWindowsExactly() throws Exception {
    submit();
    windows().until(all -> counted(all) > RATE, PATIENCE);
    broker.kill();
    await().atMost(PATIENCE).until(() -> spilled() > 5 * RATE);
    broker.startAgain();

    List<WindowRecord> windows =
        windows().until(all -> progress(all).stream().anyMatch(RunProgress::finished), PATIENCE);
    assertThat(counted(windows)).isEqualTo(TOTAL);
    RunProgress last = progress(windows).getLast();
    assertThat(last.due()).isEqualTo(TOTAL);
    assertThat(last.completed()).isEqualTo(TOTAL);
    assertThat(last.missing()).isZero();
    assertThat(last.late()).isZero();
    assertThat(progress(windows)).anyMatch(second -> second.health().spillFill() > 0);
    assertThat(analysis.dead()).isEmpty();
  }

  private void submit() {
    try (Producer<String, RunEvent> runs =
        KafkaClients.eventProducer(broker.settings(), Topics.RUNS)) {
      RunEvent event = new RunEvent.Submitted(run, clock.epochMicros(), plan());
      var _ = runs.send(Topics.RUNS.record(run.toString(), event, event.atMicros()));
    }
  }

  /** Nothing is dropped, however long this process is paused. */
  private PlanSource plan() {
    PlanSource plan = ShopPlan.of(target.getAddress().getPort(), RATE, SECONDS);
    return new PlanSource(
        plan.file(),
        plan.yaml().replace("    steps:", "    limits: { inFlight: 30000 }\n    steps:"),
        plan.parameters());
  }

  private TopicReader<WindowRecord> windows() {
    return new TopicReader<>(
        broker.settings(), Topics.WINDOWS, window -> window.runId().equals(run));
  }

  private static long counted(List<WindowRecord> windows) {
    return windows.stream()
        .filter(WindowStats.class::isInstance)
        .map(WindowStats.class::cast)
        .filter(WindowStats::isBase)
        .mapToLong(WindowStats::completed)
        .sum();
  }

  private static List<RunProgress> progress(List<WindowRecord> windows) {
    return windows.stream()
        .filter(RunProgress.class::isInstance)
        .map(RunProgress.class::cast)
        .toList();
  }

  private double spilled() {
    return registry.get("faultline.generator.results.spilled").functionCounter().count();
  }
}
