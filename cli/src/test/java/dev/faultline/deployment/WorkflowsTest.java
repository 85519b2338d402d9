package dev.faultline.deployment;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.groups.Tuple.tuple;

import dev.faultline.cli.command.NamedCommand;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import dev.faultline.sample.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the workflows name exists and is understood: commands, plans, parameters, scripts, inputs.
 */
class WorkflowsTest {

  private static final Path ROOT = Path.of("..");
  private static final Path WORKFLOWS = ROOT.resolve(".github/workflows");
  private static final Path SCRIPTS = ROOT.resolve(".github/scripts");
  private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@(v\\d+|[0-9a-f]{40})");
  private static final Pattern INPUT = Pattern.compile("\\binputs\\.(\\w+)");
  private static final Pattern SCRIPT = Pattern.compile("\\.(github|ci)/\\S+");

  static Stream<Workflow> workflows() throws IOException {
    try (Stream<Path> files = Files.list(WORKFLOWS)) {
      return files.sorted().map(Workflow::read).toList().stream();
    }
  }

  static Stream<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void thereIsOneForEachOccasion() throws IOException {
    assertThat(workflows())
        .extracting(Workflow::toString)
        .contains("ci.yml", "performance.yml", "load-nightly.yml", "chaos-weekly.yml");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void permissionsAreDeclaredAndAsFewAsPossible(Workflow workflow) {
    Map<?, ?> permissions = workflow.map("permissions");

    assertThat(permissions.get("contents")).isEqualTo("read");
    assertThat(permissions.entrySet())
        .filteredOn(permission -> permission.getValue().equals("write"))
        .extracting(permission -> permission.getKey().toString())
        .isEqualTo(
            workflow.toString().equals("performance.yml") ? List.of("pull-requests") : List.of());
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void jobsAreLimitedInTime(Workflow workflow) {
    assertThat(workflow.jobs())
        .isNotEmpty()
        .allSatisfy(
            job ->
                assertThat(workflow.map("jobs", job.toString()).get("timeout-minutes"))
                    .isInstanceOf(Integer.class));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void actionsArePinnedToAVersion(Workflow workflow) {
    assertThat(workflow.steps())
        .filteredOn(step -> !step.uses().isEmpty())
        .isNotEmpty()
        .allSatisfy(step -> assertThat(step.uses()).matches(PINNED));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void inputsAreDeclaredAndUsed(Workflow workflow) {
    Set<String> used =
        INPUT.matcher(workflow.text()).results().map(match -> match.group(1)).collect(toSet());

    assertThat(used).isEqualTo(workflow.inputs().keySet());
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void fragmentsAreBashAndTakeNothingFromOutsideAsCode(Workflow workflow) {
    assertThat(workflow.steps())
        .filteredOn(step -> !step.run().isEmpty())
        .isNotEmpty()
        .allSatisfy(
            step -> {
              assertThat(bashFaults(step.run())).as(step.name()).isEmpty();
              assertThat(step.run()).as("values come by env").doesNotContain("${{");
            });
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void commandsAreUnderstoodAndTheirPlansAreValid(Workflow workflow) {
    assertThat(Stream.of(workflow.inputs(), Map.<String, String>of()))
        .as("started by hand, and by itself")
        .allSatisfy(
            inputs ->
                assertThat(commands(workflow, new Expression(inputs)))
                    .allSatisfy(WorkflowsTest::works));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void scriptsExistAndAreExecutable(Workflow workflow) {
    assertThat(workflow.steps())
        .flatExtracting(step -> new ShellFragment(step.run(), Map.of()).words())
        .filteredOn(word -> SCRIPT.matcher(word).matches())
        .isNotEmpty()
        .allSatisfy(script -> assertThat(ROOT.resolve(script)).isExecutable());
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void theSampleTargetUnderstandsItsArguments(Workflow workflow) {
    assertThat(workflow.steps())
        .flatExtracting(
            step ->
                new ShellFragment(step.run(), Map.of())
                    .argumentsOf(".github/scripts/sample-target.sh"))
        .filteredOn(arguments -> arguments.getFirst().equals("start"))
        .allSatisfy(
            arguments ->
                assertThatCode(
                        () -> Options.parse(arguments.stream().skip(2).toArray(String[]::new)))
                    .doesNotThrowAnyException());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptsAreBash(Path script) throws Exception {
    assertThat(bashFaults(Files.readString(script))).isEmpty();
    assertThat(script).isExecutable();
  }

  @Test
  void thePullRequestsRunIsTwoMinutesOfTenUsers() {
    Workflow performance = Workflow.read(WORKFLOWS.resolve("performance.yml"));

    assertThat(performance.map("on").containsKey("pull_request")).isTrue();
    assertThat(performance.inputs())
        .containsEntry("test_duration", "2m")
        .containsEntry("vus", "10");
    assertThat(runs(performance, Map.of("test_duration", "5m", "vus", "50")))
        .hasSize(2)
        .extracting(NamedCommand::parameters)
        .containsOnly(Map.of("duration", "5m", "users", "50"));
  }

  @Test
  void theLoadTestRunsEachNightAtTwo() {
    Workflow nightly = Workflow.read(WORKFLOWS.resolve("load-nightly.yml"));

    assertThat(crons(nightly)).containsExactly("0 2 * * *");
    assertThat(nightly.inputs())
        .isEqualTo(Map.of("duration", "30", "target_rps", "1000", "environment", "dev"));
    assertThat(nightly.map("jobs", "load").get("environment"))
        .isEqualTo("${{ inputs.environment || 'dev' }}");
    assertThat(runs(nightly, Map.of()))
        .extracting(NamedCommand::parameters)
        .containsExactly(
            Map.of("target", "http://127.0.0.1:18080", "duration", "30", "target_rps", "1000"));
    assertThat(runs(nightly, Map.of("duration", "5", "target_rps", "50", "environment", "x")))
        .extracting(command -> command.parameters().get("target_rps"))
        .containsExactly("50");
  }

  @Test
  void theChaosExperimentRunsOnSundaysAtThreeAndCleansUpAlways() {
    Workflow chaos = Workflow.read(WORKFLOWS.resolve("chaos-weekly.yml"));

    assertThat(crons(chaos)).containsExactly("0 3 * * 0");
    assertThat(chaos.map("on").containsKey("workflow_dispatch")).isTrue();
    assertThat(runs(chaos, Map.of()))
        .extracting(command -> command.plan().orElseThrow())
        .containsExactly(Path.of("plans/chaos-weekly.yaml"));
    List<?> steps = (List<?>) chaos.map("jobs", "chaos").get("steps");
    assertThat(steps)
        .extracting(step -> key("name", step), step -> key("if", step))
        .contains(tuple("Clean up", "always()"));
  }

  private static Object key(String key, Object map) {
    return ((Map<?, ?>) map).get(key);
  }

  private static List<String> crons(Workflow workflow) {
    return ((List<?>) workflow.map("on").get("schedule"))
        .stream().map(one -> ((Map<?, ?>) one).get("cron").toString()).toList();
  }

  private static List<NamedCommand> runs(Workflow workflow, Map<String, String> inputs) {
    return commands(workflow, new Expression(inputs)).stream()
        .filter(command -> command.arguments().getFirst().equals("run"))
        .toList();
  }

  private static List<NamedCommand> commands(Workflow workflow, Expression expression) {
    return workflow.steps().stream()
        .flatMap(
            step -> {
              Map<String, String> environment = new LinkedHashMap<>(step.environment());
              environment.replaceAll((name, value) -> expression.resolve(value));
              return new ShellFragment(step.run(), environment).argumentsOf("./faultline").stream();
            })
        .map(NamedCommand::new)
        .toList();
  }

  private static void works(NamedCommand command) {
    assertThatCode(command::parse).as(command.toString()).doesNotThrowAnyException();
    command
        .plan()
        .ifPresent(
            plan ->
                assertThat(read(plan, command.parameters()))
                    .as(command.toString())
                    .isInstanceOf(PlanOutcome.Valid.class));
  }

  private static PlanOutcome read(Path plan, Map<String, String> parameters) {
    try {
      return PlanReader.read(
          new PlanSource(plan.toString(), Files.readString(ROOT.resolve(plan)), parameters));
    } catch (IOException e) {
      throw new AssertionError("there is no plan " + plan, e);
    }
  }

  private static String bashFaults(String script) throws IOException {
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = bash.outputWriter(StandardCharsets.UTF_8)) {
      in.write(script);
    }
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
