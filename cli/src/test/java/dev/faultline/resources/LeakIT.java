package dev.faultline.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.run.Parts;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plans of docs/resources.md, in ten seconds, against a process that leaks and one that does
 * not, both at once.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class LeakIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Path PAGE = Path.of("../docs/resources.md");
  private static final Pattern PLAN =
      Pattern.compile("<!-- plan -->\n```yaml\n(.*?)```", Pattern.DOTALL);

  /** Two plans at once ask 20 times a second each, and a MiB, a file and a thread are kept. */
  private static final double KEPT_PER_HOUR = 2 * 20 * 3600;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Clock CLOCK = Clock.system();

  private static final Map<String, RunVerdict> VERDICTS = new HashMap<>();

  @BeforeAll
  static void runAll(@TempDir Path folder) throws Exception {
    QuietLogs.apply();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Process leaking = start(true);
    Process steady = start(false);
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
      Map<String, RunId> runs = new HashMap<>();
      int leakingPort = port(leaking);
      int steadyPort = port(steady);
      List<String> plans = plans();
      for (int i = 0; i < plans.size(); i++) {
        runs.put("leaking-" + i, submit(plans.get(i), leakingPort));
        runs.put("steady-" + i, submit(plans.get(i), steadyPort));
      }
      Map<RunId, RunVerdict> verdicts =
          new TopicReader<>(
                  broker.settings(), Topics.VERDICTS, its -> runs.containsValue(its.runId()))
              .until(all -> all.size() == runs.size(), PATIENCE).stream()
                  .collect(Collectors.toMap(RunVerdict::runId, Function.identity()));
      runs.forEach((name, run) -> VERDICTS.put(name, verdicts.get(run)));
    } finally {
      leaking.destroyForcibly().waitFor();
      steady.destroyForcibly().waitFor();
    }
  }

  @Test
  void aProcessThatLeaksIsFoundToDoSo() {
    Map<String, ThresholdResult> thresholds = thresholds("leaking-0");

    assertThat(thresholds).allSatisfy((_, each) -> assertThat(each.observed()).isPresent());
    assertThat(growth(thresholds, "rss").held()).isFalse();
    assertThat(growth(thresholds, "rss").observed().getAsDouble())
        .isBetween(0.3 * KEPT_PER_HOUR * (1 << 20), 2.0 * KEPT_PER_HOUR * (1 << 20));
    assertThat(growth(thresholds, "open_files").held()).isFalse();
    assertThat(growth(thresholds, "open_files").observed().getAsDouble())
        .isBetween(0.7 * KEPT_PER_HOUR, 1.3 * KEPT_PER_HOUR);
    assertThat(growth(thresholds, "threads").held()).isFalse();
  }

  @Test
  void oneThatDoesNotIsNot() {
    assertThat(thresholds("steady-0"))
        .allSatisfy((name, each) -> assertThat(each.held()).as("%s %s", name, each).isTrue());
  }

  @Test
  void whatAnEndpointTellsIsJudgedTheSameWay() {
    assertThat(thresholds("leaking-1").values()).extracting(ThresholdResult::held).contains(false);
    assertThat(thresholds("steady-1").values())
        .extracting(ThresholdResult::held)
        .containsOnly(true);
  }

  private static ThresholdResult growth(Map<String, ThresholdResult> all, String measure) {
    return all.get("resource_growth_per_hour{resource:shop,measure:%s}".formatted(measure));
  }

  private static Map<String, ThresholdResult> thresholds(String run) {
    return VERDICTS.get(run).thresholds().stream()
        .collect(Collectors.toMap(ThresholdResult::metric, Function.identity()));
  }

  private static List<String> plans() throws IOException {
    return PLAN.matcher(Files.readString(PAGE)).results().map(match -> match.group(1)).toList();
  }

  private static RunId submit(String yaml, int port) throws Exception {
    RunId run = RunId.create(CLOCK, new Random());
    PlanSource source =
        new PlanSource(
            PAGE.toString(),
            // A request that waits for another must not open a connection, which is a file.
            yaml.replace("18080", Integer.toString(port))
                .replace("    steps:", "    limits: { connections: 1 }\n    steps:"),
            yaml.contains("rss_per_hour")
                ? Map.of("rss_per_hour", "20000000000", PlanSource.SPEEDUP, "60")
                : Map.of(PlanSource.SPEEDUP, "60"));
    try (Producer<String, RunEvent> runs =
        KafkaClients.eventProducer(broker.settings(), Topics.RUNS)) {
      RunEvent submitted = new RunEvent.Submitted(run, CLOCK.epochMicros(), source);
      runs.send(Topics.RUNS.record(run.toString(), submitted, submitted.atMicros())).get();
    }
    return run;
  }

  private static Process start(boolean leaks) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx1g",
            LeakyTarget.class.getName(),
            Boolean.toString(leaks));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static int port(Process target) throws IOException {
    BufferedReader reader = target.inputReader();
    return Integer.parseInt(reader.readLine());
  }
}
