package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanFiles;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.plan.UnreadableFileException;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.PlanSource;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.driver.grpc.ProtoCompiler;
import dev.faultline.sample.Options;
import dev.faultline.sample.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each plan of docs/grpc.md, and the streaming one of plans/, does what it says. */
class GrpcDocumentTest {

  private static final Path PAGE = Path.of("../docs/grpc.md");
  private static final Path STREAMS = Path.of("../plans/inference-stream.yaml");
  private static final Pattern PLAN =
      Pattern.compile("<!-- plan -->\n```yaml\n(.*?)```", Pattern.DOTALL);
  private static final int ITERATIONS = 3;

  private static SampleTarget model;

  @BeforeAll
  static void start() throws Exception {
    model =
        SampleTarget.start(
            Options.parse("--checkout-port", "0", "--payments-port", "0", "--grpc-port", "0"));
  }

  @AfterAll
  static void stop() {
    model.close();
  }

  static Stream<String> plans() throws IOException {
    return PLAN.matcher(Files.readString(PAGE)).results().map(match -> match.group(1));
  }

  @Test
  void thePageHasPlans() throws IOException {
    assertThat(plans().toList()).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyStepIsAnsweredAsExpected(String yaml) throws Exception {
    everyStepIsAnswered(read(PAGE, yaml));
  }

  @Test
  void theStreamingPlanIsAnsweredAsExpected() throws Exception {
    Plan plan = read(STREAMS, Files.readString(STREAMS));
    List<String> steps = everyStepIsAnswered(plan);
    assertThat(steps).containsOnly("generate", "first-token").hasSize(2 * ITERATIONS);
  }

  private static List<String> everyStepIsAnswered(Plan plan) throws Exception {
    try (ScenarioUnderTest scenario = new ScenarioUnderTest(plan, Slice.WHOLE)) {
      for (int i = 0; i < ITERATIONS; i++) {
        scenario.iterate();
      }
      assertThat(scenario.results()).hasSizeGreaterThanOrEqualTo(ITERATIONS);
      assertThat(scenario.results()).extracting(Result::outcome).containsOnly(Outcome.OK);
      assertThat(scenario.results().stream().map(Result::step).distinct())
          .containsExactlyInAnyOrderElementsOf(plan.scenarios().getFirst().measuredSteps());
      return scenario.results().stream().map(Result::step).toList();
    }
  }

  private static Plan read(Path file, String yaml) {
    PlanSource source =
        new PlanSource(
            file.toString(),
            PatientPlan.of(yaml).replace("127.0.0.1:18090", model.grpc().orElseThrow()),
            Map.of());
    PlanFiles files = new PlanFiles(file.toString(), GrpcDocumentTest::text, new ProtoCompiler());
    return switch (PlanReader.read(source, files)) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(var problems) -> throw new AssertionError("not valid: " + problems);
    };
  }

  private static String text(Path file) throws UnreadableFileException {
    throw new UnreadableFileException("not asked for: " + file);
  }
}
