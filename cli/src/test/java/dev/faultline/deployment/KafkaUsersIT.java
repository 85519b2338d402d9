package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faultline.aggregator.AggregatorService;
import dev.faultline.chaos.ChaosInjectorService;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.detector.RegressionDetectorService;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.sample.Options;
import dev.faultline.sample.SampleTarget;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.QuietLogs;
import dev.faultline.testkit.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights that staging gives to its Kafka users are enough for a whole run, with a fault and an
 * alert: each service works as its own user, against a broker that allows nothing else.
 */
@Tag("slow")
class KafkaUsersIT {

  private static final Path STAGING = Path.of("..", "k8s", "overlays", "staging");
  private static final Path PLAN = Path.of("src", "test", "resources", "plans", "short.yaml");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Denials denials;
  private SecuredBroker broker;
  private List<Integer> ports;

  @BeforeEach
  void secureKafka() throws Exception {
    QuietLogs.apply();
    denials = Denials.listen();
    ports = new FreePorts(new Random()).find(5);
    List<KafkaUser> users = Manifests.written(STAGING).all(KafkaUser.class);
    List<String> names = users.stream().map(user -> user.getMetadata().getName()).toList();
    broker = SecuredBroker.start(folder.resolve("kafka"), ports.get(0), ports.get(1), names);
    TopicAdmin.createMissing(broker.admin(), 4, (short) 1);
    List<AclBinding> rights =
        users.stream().flatMap(user -> KafkaRights.of(user).stream()).toList();
    try (Admin admin = Admin.create(broker.admin().clientProperties())) {
      admin.createAcls(rights).all().get();
      // The controller has them; the broker learns of them a moment later.
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  admin.describeAcls(AclBindingFilter.ANY).values().get().size() == rights.size());
    }
  }

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    broker.close();
    denials.close();
  }

  @Test
  void aWholeRunNeedsNoMoreRightsThanTheUsersHave() throws Exception {
    startServices();
    startTarget();
    RunId runId = submit();

    RunVerdict verdict =
        new TopicReader<>(as("cli"), Topics.VERDICTS, judged -> judged.runId().equals(runId))
            .until(verdicts -> !verdicts.isEmpty(), PATIENCE)
            .getFirst();

    // Whether it passed is up to the machine; that all was read and written is not.
    assertThat(verdict.aborted()).isFalse();
    assertThat(verdict.totals().missing()).isZero();
    assertThat(verdict.regressions()).isNotEmpty();
    assertThat(alerts().id()).isEqualTo(firstProven(verdict).id());
    assertThat(denials.messages()).isEmpty();
  }

  @Test
  void aGeneratorMayReadWhatTheOneBeforeTold() {
    try (Consumer<String, ResultRecord> reader =
        KafkaClients.reader(as("generator"), Topics.RESULTS)) {
      assertThat(reader.poll(Duration.ofSeconds(1))).isEmpty();
    }
    assertThat(denials.messages()).isEmpty();
  }

  @Test
  void aUserMayNotWriteWhatItsServiceDoesNot() {
    try (Producer<String, RunVerdict> forger =
        KafkaClients.eventProducer(as("generator"), Topics.VERDICTS)) {
      assertThatThrownBy(() -> forger.send(Topics.VERDICTS.record("key", null, 0)).get())
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
    assertThat(denials.messages())
        .anySatisfy(denial -> assertThat(denial).contains("faultline-generator", "WRITE"));
  }

  private void startServices() {
    Clock clock = Clock.system();
    for (String service : ServiceModule.NAMES) {
      // What the apps do before they start theirs.
      TopicAdmin.createMissing(as(service), 4, (short) 3);
    }
    var detector =
        new RegressionDetectorService(
            as("regression-detector"), folder.resolve("detector"), registry);
    open.push(detector);
    detector.start();
    var aggregator =
        new AggregatorService(as("aggregator"), folder.resolve("aggregator"), registry);
    open.push(aggregator);
    aggregator.start();
    var injector = new ChaosInjectorService(as("chaos-injector"), clock, registry);
    open.push(injector);
    injector.start();
    var generator =
        new GeneratorService(
            as("generator"),
            SpillSpace.in(folder.resolve("generator")),
            clock,
            registry,
            LoadSettings.shards(2));
    open.push(generator);
    generator.start();
  }

  private void startTarget() throws Exception {
    open.push(
        SampleTarget.start(
            Options.parse(
                "--checkout-port", ports.get(2).toString(),
                "--payments-port", ports.get(3).toString(),
                "--payments-url", "http://127.0.0.1:" + ports.get(4))));
  }

  private RunId submit() throws Exception {
    RunId runId = RunId.create(Clock.system(), new Random());
    PlanSource plan =
        new PlanSource(
            PLAN.toString(),
            Files.readString(PLAN),
            Map.of(
                "checkout", "http://127.0.0.1:" + ports.get(2),
                "payments", "127.0.0.1:" + ports.get(3),
                "payments_proxy", "127.0.0.1:" + ports.get(4)));
    long now = Clock.system().epochMicros();
    try (Producer<String, RunEvent> producer = KafkaClients.eventProducer(as("cli"), Topics.RUNS)) {
      RunEvent submitted = new RunEvent.Submitted(runId, now, plan);
      producer.send(Topics.RUNS.record(runId.toString(), submitted, now)).get();
    }
    return runId;
  }

  /** In the order in which they are told; a verdict has them in that of their onset. */
  private static RegressionEvent firstProven(RunVerdict verdict) {
    return verdict.regressions().stream()
        .min(Comparator.comparingLong(each -> each.degradation().detectedMicros()))
        .orElseThrow();
  }

  private RegressionEvent alerts() {
    try (Consumer<String, RegressionEvent> consumer =
        KafkaClients.consumer(as("alerts"), Topics.REGRESSIONS, "faultline-alerts-of-a-team")) {
      return await()
          .atMost(PATIENCE)
          .until(() -> consumer.poll(Duration.ofMillis(100)), records -> !records.isEmpty())
          .iterator()
          .next()
          .value();
    }
  }

  private KafkaSettings as(String user) {
    return broker.as("faultline-" + user);
  }
}
