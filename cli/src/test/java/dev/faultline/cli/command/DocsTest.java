package dev.faultline.cli.command;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.faultline.core.plan.PlanFiles;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import dev.faultline.generator.ProtoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the docs promise exists: commands with their options, plans, exit codes, files. */
class DocsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|`)\\./faultline ([^`#&\n]+)", Pattern.MULTILINE);
  private static final Set<String> LAUNCHERS_OWN = Set.of("test", "train");
  private static final Pattern PLAN =
      Pattern.compile("<!-- plan -->\n```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]+)");
  private static final Pattern EXIT_CODE = Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE);
  private static final Pattern SERVICE = Pattern.compile("java -jar ([a-z-]+)/target/quarkus-app");

  static Stream<Path> documents() throws IOException {
    List<Path> pages;
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      pages = docs.filter(page -> page.toString().endsWith(".md")).toList();
    }
    return Stream.concat(
        Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), pages.stream());
  }

  static Stream<Path> plans() throws IOException {
    try (Stream<Path> plans = Files.list(ROOT.resolve("plans"))) {
      return plans.filter(plan -> plan.toString().endsWith(".yaml")).toList().stream();
    }
  }

  static Stream<String> commands() throws IOException {
    return documents()
        .flatMap(page -> matches(COMMAND, text(page)))
        .map(match -> match.group(1).strip())
        .filter(command -> !LAUNCHERS_OWN.contains(command));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsAreUnderstood(String command) {
    assertThatCode(new NamedCommand(List.of(command.split("\\s+")))::parse)
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadToFiles(Path page) {
    assertThat(matches(LINK, text(page)).map(link -> page.resolveSibling(link.group(1))))
        .allSatisfy(file -> assertThat(file).exists());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void plansAreValid(Path plan) {
    assertThat(read(plan.toString(), text(plan))).isInstanceOf(PlanOutcome.Valid.class);
  }

  @Test
  void plansInTheDocsAreValid() throws IOException {
    Map<Path, List<String>> plans =
        documents().collect(toMap(page -> page, page -> groups(PLAN, text(page))));

    assertThat(plans.get(ROOT.resolve("README.md"))).isNotEmpty();
    assertThat(plans.get(ROOT.resolve("docs/chaos-mesh.md"))).isNotEmpty();
    assertThat(plans)
        .allSatisfy(
            (page, snippets) ->
                assertThat(snippets)
                    .allSatisfy(
                        plan ->
                            assertThat(read(page.toString(), plan))
                                .isInstanceOf(PlanOutcome.Valid.class)));
  }

  @Test
  void theReadmeListsEveryExitCode() {
    Set<Integer> listed =
        matches(EXIT_CODE, text(ROOT.resolve("README.md")))
            .map(match -> Integer.valueOf(match.group(1)))
            .collect(toSet());

    assertThat(listed)
        .isEqualTo(Arrays.stream(ExitCode.values()).map(ExitCode::number).collect(toSet()));
  }

  @Test
  void theReadmeNamesServicesThatExist() {
    assertThat(matches(SERVICE, text(ROOT.resolve("README.md"))).map(match -> match.group(1)))
        .hasSize(4)
        .allSatisfy(module -> assertThat(ROOT.resolve(module).resolve("pom.xml")).exists());
  }

  private static PlanOutcome read(String name, String yaml) {
    PlanFiles files = new PlanFiles(name, DocsTest::text, ProtoFiles.compiler());
    return PlanReader.read(new PlanSource(name, yaml, Map.of()), files);
  }

  private static List<String> groups(Pattern pattern, String text) {
    return matches(pattern, text).map(match -> match.group(1)).toList();
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
