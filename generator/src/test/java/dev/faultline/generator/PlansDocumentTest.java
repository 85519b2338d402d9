package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.PlanFiles;
import dev.faultline.core.plan.UnreadableFileException;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.PlanSource;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.TargetUnderTest.Asked;
import dev.faultline.generator.TargetUnderTest.Reply;
import dev.faultline.generator.driver.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each plan of docs/plans.md does what it says, against a shop of real HTTP. */
class PlansDocumentTest {

  private static final Path PAGE = Path.of("../docs/plans.md");
  private static final Pattern PLAN =
      Pattern.compile("<!-- plan -->\n```yaml\n(.*?)```", Pattern.DOTALL);
  private static final int ITERATIONS = 3;
  private static final Secrets SECRETS = new Secrets(Map.of("SHOP_SIGNING_KEY", "k3y"));

  private final AtomicInteger looks = new AtomicInteger();

  static Stream<String> plans() throws IOException {
    return PLAN.matcher(Files.readString(PAGE)).results().map(match -> match.group(1));
  }

  @Test
  void thePageHasPlans() throws IOException {
    assertThat(plans().toList()).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyStepIsAnsweredAsExpected(String yaml) throws Exception {
    try (TargetUnderTest shop = new TargetUnderTest(this::shop);
        OnceUnderTest once = once(yaml, shop);
        ScenarioUnderTest scenario = new ScenarioUnderTest(once.setUp(), Slice.WHOLE, SECRETS)) {
      for (int i = 0; i < ITERATIONS; i++) {
        scenario.iterate();
      }
      assertThat(scenario.results()).hasSizeGreaterThanOrEqualTo(ITERATIONS);
      assertThat(scenario.results()).extracting(Result::outcome).containsOnly(Outcome.OK);
      assertThat(shop.asked()).noneMatch(asked -> asked.path().contains("${"));
    }
  }

  private static OnceUnderTest once(String yaml, TargetUnderTest shop) {
    PlanSource source =
        new PlanSource(
            PAGE.toString(),
            PatientPlan.of(yaml).replace("http://127.0.0.1:18080", shop.address()),
            Map.of());
    return new OnceUnderTest(
        source, new PlanFiles(PAGE.toString(), PlansDocumentTest::text), SECRETS);
  }

  private static String text(Path file) throws UnreadableFileException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UnreadableFileException(e.getMessage());
    }
  }

  /** An order is confirmed when it is looked at for the third time. */
  private Reply shop(Asked asked) {
    return switch (asked.line()) {
      case String line when line.startsWith("POST /orders") && !line.endsWith("/pay") -> {
        looks.set(0);
        yield new Reply(
            201,
            Map.of("Location", "/orders/o-7", "Content-Type", "application/json"),
            order("NEW"));
      }
      case "GET /orders/o-7" ->
          Reply.of(200, order(looks.incrementAndGet() < 3 ? "NEW" : "CONFIRMED"));
      case "DELETE /orders/o-7" -> Reply.of(204, "");
      case String line when List.of("GET /", "GET /prices", "GET /stock").contains(line) ->
          Reply.of(200, "welcome");
      case String line
          when line.matches("GET /catalogue(/\\d)?|POST /(questions|orders/o-7/pay)") ->
          Reply.of(200, "welcome");
      default -> Reply.of(404, "");
    };
  }

  private static String order(String state) {
    return """
        {"order": {"id": "o-7", "state":"%s", "total": 12.50, "items": [{"sku": "p-1"}]}}"""
        .formatted(state);
  }
}
