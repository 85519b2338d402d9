package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The published schema, as an editor uses it. */
class SchemaCommandTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PUBLISHED = ROOT.resolve("docs/plan.schema.json");
  private static final Pattern PLAN =
      Pattern.compile("<!-- plan -->\n```yaml\n(.*?)```", Pattern.DOTALL);
  private static final LoadSettings CORE =
      LoadSettings.builder().setSchema(new CoreSchema()).build();
  private static final JsonSchema SCHEMA = schema();

  private static final String SOUND =
      """
      name: small
      targets: { shop: { http: 'http://localhost:8080' } }
      proxies: { db: { listen: 'localhost:1001', upstream: 'db:1002' } }
      scenarios:
        browse:
          target: shop
          load: { stages: [constant: { rate: 5, duration: 1m }] }
          steps: [{ name: home, request: { path: / } }]
      faults: { slow: { at: 5s, duration: 5s, proxy: db, latency: { delay: 1ms } } }
      thresholds: { failed: { threshold: rate<0.1, abortOnFail: true } }
      """;

  @Test
  void isPrintedAsItIsPublished() throws IOException {
    StringWriter printed = new StringWriter();

    int exitCode = Faultline.commandLine().setOut(new PrintWriter(printed, true)).execute("schema");

    assertThat(exitCode).isZero();
    assertThat(printed.toString())
        .as("docs/plan.schema.json; write it anew: ./faultline schema > docs/plan.schema.json")
        .isEqualTo(Files.readString(PUBLISHED));
  }

  static Stream<Path> plans() throws IOException {
    List<Path> found =
        Stream.of("plans", "docs/examples", "k8s/run", "cli/src/test/resources/plans")
            .flatMap(folder -> files(ROOT.resolve(folder)))
            .filter(file -> file.toString().endsWith(".yaml"))
            .filter(file -> text(file).contains("scenarios:"))
            .toList();
    assertThat(found).hasSizeGreaterThan(30);
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void takesEveryPlan(Path plan) {
    assertThat(mistakes(text(plan))).isEmpty();
  }

  @Test
  void takesThePlansInTheDocs() {
    List<String> plans =
        Stream.concat(Stream.of(ROOT.resolve("README.md")), files(ROOT.resolve("docs")))
            .filter(page -> page.toString().endsWith(".md"))
            .flatMap(page -> PLAN.matcher(text(page)).results())
            .map((MatchResult match) -> match.group(1))
            .toList();

    assertThat(plans)
        .isNotEmpty()
        .allSatisfy(plan -> assertThat(mistakes(plan)).as(plan).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: small                    | nam: small
          name: small                    | name: two words
          http: 'http://localhost:8080'  | http: localhost:8080
          http: 'http://localhost:8080'  | https: 'http://localhost:8080'
          rate: 5                        | users: 5
          rate: 5,                       | ''
          load: { stages                 | lode: { stages
          rate: 5                        | rate: fast
          rate: 5                        | rate: -5
          duration: 1m                   | duration: 60
          duration: 1m }                 | duration: 1m, until: 2m }
          constant:                      | konstant:
          stages: [constant              | model: closed, stages: [constant
          stages: [constant              | model: half-open, stages: [constant
          steps: [{ name: home, request: { path: / } }] | steps: []
          name: home,                    | nam: home,
          path: /                        | path: home
          path: /                        | path: /, methd: GET
          path: /                        | path: /, method: FETCH
          request:                       | grpc: { method: a/B }, request:
          at: 5s,                        | after: 5s,
          latency: { delay: 1ms }        | latency: { delay: 1ms }, down: {}
          latency: { delay: 1ms }        | networkDelay: { latency: 1ms }
          threshold: rate<0.1            | treshold: rate<0.1
          abortOnFail: true              | abortOnFail: maybe
          """)
  void refusesTypicalMistakes(String right, String wrong) {
    assertThat(mistakes(SOUND)).isEmpty();
    assertThat(SOUND).contains(right);

    assertThat(mistakes(SOUND.replace(right, wrong))).isNotEmpty();
  }

  @Test
  void knowsTheLoadThatScenariosShare() {
    String shared =
        SOUND.replace(
                "    load: { stages: [constant: { rate: 5, duration: 1m }] }", "    weight: 2")
            + "load: { stages: [constant: { rate: 5, duration: 1m }] }\n";

    assertThat(shared).contains("weight");
    assertThat(mistakes(shared)).isEmpty();
    assertThat(mistakes(shared.replace("constant: { rate: 5,", "constant: {"))).isNotEmpty();
  }

  @Test
  void takesParametersInPlaceOfAnyValue() {
    String plan =
        SOUND
            .replace("rate: 5, duration: 1m", "rate: '${rate}', duration: '${a}m'")
            .replace("path: /", "path: '${path}', method: '${method}'")
            .replace("'http://localhost:8080'", "'${target}'");

    assertThat(mistakes(plan)).isEmpty();
  }

  private static Set<ValidationMessage> mistakes(String yaml) {
    JsonNode plan = new ObjectMapper().valueToTree(new Load(CORE).loadFromString(yaml));
    return SCHEMA.validate(plan);
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text(PUBLISHED));
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new AssertionError(folder + " cannot be listed", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
