package dev.faultline.cli.command;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.chaos.ChaosInjectorService;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.run.Parts;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.sample.Options;
import dev.faultline.sample.SampleTarget;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.QuietLogs;
import dev.faultline.testkit.SharedBroker;
import dev.faultline.testkit.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every plan for the sample target, with {@code --speedup}, several at once: each comes to a
 * verdict, and nothing of its load is missing. What the verdict is depends on the machine.
 */
@Tag("slow")
class RequirementProfilesIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double SECONDS = 2.5;

  /** Requests per second of all plans that run at once. */
  private static final double PEAK = 2500;

  private static final int GATEWAY_TIMEOUT = 504;

  private static final Clock CLOCK = Clock.system();
  private static final Map<String, SamplePlan> PLANS = new HashMap<>();
  private static final Map<String, RunId> RUNS = new HashMap<>();
  private static final Map<RunId, RunVerdict> VERDICTS = new HashMap<>();
  private static final Map<RunId, List<WindowStats>> WINDOWS = new HashMap<>();

  @BeforeAll
  static void runAll(@TempDir Path folder) throws Exception {
    QuietLogs.apply();
    List<Integer> ports = new FreePorts(new Random()).find(3);
    String proxy = "127.0.0.1:" + ports.get(2);
    Options options =
        Options.parse("--checkout-port", "" + ports.get(0), "--payments-port", "" + ports.get(1));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (SampleTarget target = SampleTarget.start(options);
        Parts analysis = new Parts();
        ChaosInjectorService injector =
            new ChaosInjectorService(broker.settings(), CLOCK, registry);
        GeneratorService generator =
            new GeneratorService(
                broker.settings(),
                SpillSpace.in(folder.resolve("generator")),
                CLOCK,
                registry,
                LoadSettings.ONE)) {
      analysis.startAnalysis(broker.settings(), folder, registry);
      injector.start();
      generator.start();
      PLANS.putAll(SamplePlan.all(parameters(target, proxy), SECONDS));
      PLANS.remove("demo.yaml"); // DemoIT runs it, and only one plan at a time can have the proxy
      for (Collection<SamplePlan> together : batches()) {
        submit(together);
        awaitEnds();
      }
      awaitVerdicts();
      readWindows();
    }
  }

  private static Map<String, String> parameters(SampleTarget target, String proxy) {
    return Map.ofEntries(
        entry("target", target.checkout().toString()),
        entry("checkout", target.checkout().toString()),
        entry("payments", target.payments().getAuthority()),
        entry("payments_proxy", proxy),
        entry("think_time", "5s"),
        entry("target_rps", "100"),
        entry("for", "5s"),
        entry("often", "1s"),
        entry("seldom", "1s"),
        entry("port", Integer.toString(target.checkout().getPort())));
  }

  /** As many together as the machine can do, the heaviest first. */
  private static List<List<SamplePlan>> batches() {
    List<List<SamplePlan>> batches = new ArrayList<>();
    List<SamplePlan> heaviestFirst = new ArrayList<>(PLANS.values());
    heaviestFirst.sort((one, other) -> Double.compare(other.peak(), one.peak()));
    for (SamplePlan plan : heaviestFirst) {
      batches.stream()
          .filter(batch -> peak(batch) + plan.peak() <= PEAK)
          .findFirst()
          .ifPresentOrElse(
              batch -> batch.add(plan), () -> batches.add(new ArrayList<>(List.of(plan))));
    }
    return batches;
  }

  private static double peak(List<SamplePlan> plans) {
    return plans.stream().mapToDouble(SamplePlan::peak).sum();
  }

  private static void submit(Collection<SamplePlan> plans) throws Exception {
    try (Producer<String, RunEvent> runs =
        KafkaClients.eventProducer(broker.settings(), Topics.RUNS)) {
      for (SamplePlan plan : plans) {
        RunId run = RunId.create(CLOCK, new Random());
        RUNS.put(plan.name(), run);
        RunEvent submitted = new RunEvent.Submitted(run, CLOCK.epochMicros(), plan.file().source());
        runs.send(Topics.RUNS.record(run.toString(), submitted, submitted.atMicros())).get();
      }
    }
  }

  /** Of all loads that were submitted. */
  private static void awaitEnds() {
    Set<RunId> wanted = Set.copyOf(RUNS.values());
    new TopicReader<>(broker.settings(), Topics.RUNS, event -> isEnd(event, wanted))
        .until(ends -> ends.size() == wanted.size(), PATIENCE);
  }

  private static boolean isEnd(RunEvent event, Set<RunId> wanted) {
    return wanted.contains(event.runId())
        && (event instanceof RunEvent.Finished || event instanceof RunEvent.Aborted);
  }

  private static void awaitVerdicts() {
    Set<RunId> wanted = Set.copyOf(RUNS.values());
    new TopicReader<>(
            broker.settings(), Topics.VERDICTS, verdict -> wanted.contains(verdict.runId()))
        .until(verdicts -> verdicts.size() >= wanted.size(), PATIENCE)
        .forEach(verdict -> VERDICTS.put(verdict.runId(), verdict));
  }

  /** The base windows of all runs; they are there, for the verdicts are made of them. */
  private static void readWindows() {
    Set<RunId> wanted = new HashSet<>(RUNS.values());
    List<WindowRecord> records =
        new TopicReader<>(
                broker.settings(), Topics.WINDOWS, record -> wanted.contains(record.runId()))
            .until(
                all ->
                    all.stream()
                            .filter(each -> each instanceof RunProgress its && its.finished())
                            .count()
                        >= wanted.size(),
                PATIENCE);
    WINDOWS.putAll(
        records.stream()
            .filter(WindowStats.class::isInstance)
            .map(WindowStats.class::cast)
            .filter(WindowStats::isBase)
            .collect(Collectors.groupingBy(WindowStats::runId)));
  }

  static Collection<String> plans() {
    return PLANS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void comesToAVerdictOnAllThatItsProfileAsksFor(String name) {
    SamplePlan plan = PLANS.get(name);
    RunVerdict verdict = VERDICTS.get(RUNS.get(name));

    assertThat(verdict.aborted()).as("%s", verdict.reasons()).isFalse();
    assertThat(verdict.plan()).isEqualTo(plan.file().plan().name());
    RunProgress totals = verdict.totals();
    plan.iterations().ifPresent(asked -> assertThat(totals.due()).isEqualTo(asked));
    assertThat(totals.due()).isPositive();
    assertThat(totals.started()).isGreaterThanOrEqualTo(plan.users());
    assertThat(totals.completed() + totals.dropped()).isEqualTo(totals.due());
    assertThat(totals.missing()).isZero();
    assertThat(totals.uncarried()).isZero();
    assertThat(totals.health().unreported()).isZero();
    assertThat(ofIterations(plan, WindowStats::offered)).isEqualTo(totals.due());
    assertThat(ofIterations(plan, WindowStats::completed)).isEqualTo(totals.completed());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyAnswerOfTheSampleTargetIsAsItsPlanExpects(String name) {
    assertThat(WINDOWS.get(RUNS.get(name)))
        .allSatisfy(
            window ->
                assertThat(unexpected(window))
                    .as("%s at %d", window.series(), window.startMicros())
                    .isZero());
  }

  /**
   * Without those where one part of the target had to wait too long for the other: the speed-up may
   * ask more of the machine than it can do, which no plan is wrong about.
   */
  private static long unexpected(WindowStats window) {
    return window.outcomes().get(Outcome.CHECK_FAILED)
        - window.statuses().getOrDefault(GATEWAY_TIMEOUT, 0L);
  }

  /** Of each scenario's last step: the iteration as a whole where there are several. */
  private static long ofIterations(SamplePlan plan, ToLongFunction<WindowStats> count) {
    Map<String, String> last =
        plan.file().plan().scenarios().stream()
            .collect(Collectors.toMap(Scenario::name, its -> its.measuredSteps().getLast()));
    return WINDOWS.get(RUNS.get(plan.name())).stream()
        .filter(window -> window.series().step().equals(last.get(window.series().scenario())))
        .mapToLong(count)
        .sum();
  }

  @Test
  void allProfilesOfTheRequirementsAreAmongThem() {
    assertThat(PLANS.keySet())
        .contains("smoke.yaml", "load.yaml", "stress.yaml", "soak.yaml")
        .contains("inference.yaml", "stress-users.yaml", "spike-users.yaml", "users.yaml")
        .contains("baseline.yaml", "ramp-up.yaml", "spike.yaml", "sustained.yaml", "builder.yaml")
        .contains("builder-management-api.yaml")
        .contains("blockchain-burst.yaml", "multi-parser.yaml", "trading.yaml")
        .contains("identity.yaml", "order.yaml", "bid.yaml", "settlement.yaml")
        .contains("agent-spawning.yaml", "task-submission.yaml", "full-system.yaml")
        .contains("deployment-lifecycle.yaml", "deployment-load.yaml")
        .contains("monitors.yaml", "endurance.yaml");
  }
}
