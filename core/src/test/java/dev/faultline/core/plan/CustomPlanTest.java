package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomPlanTest {

  private static final String SUM = "0123456789ABCDEF".repeat(4);
  private static final String TARGET = "targets: { shop: { java: { jar: lib/a.jar } } }\n";
  private static final String SCENARIO =
      """
      scenarios:
        visit:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1s }] }
          steps:
            - %s
      """;
  private static final Expectation ANYTHING = new Expectation(Statuses.of(0), List.of(), List.of());

  @Test
  void aTargetIsAJarWithItsChecksumAndSettings() {
    Plan plan =
        Plans.plan(
            "targets: { shop: { http: 'http://h' }, code: { java: { jar: lib/a.jar, sha256: %s, settings: { url: x, n: 3 } } } }\n"
                .formatted(SUM));

    assertThat(plan.target("code"))
        .contains(
            new Target.Custom(
                "code",
                "lib/a.jar",
                Optional.of(SUM.toLowerCase(java.util.Locale.ROOT)),
                Map.of("url", "x", "n", "3")));
  }

  @Test
  void aStepNamesAScenarioAndPerhapsSettings() {
    assertThat(step("{ name: one, execute: haggle }"))
        .isEqualTo(new CustomStep("one", "haggle", Map.of(), Duration.ofSeconds(10), ANYTHING));
    CustomStep step =
        (CustomStep)
            step("{ name: one, execute: { scenario: haggle, settings: { id: \"a-${uuid()}\" } } }");
    assertThat(step.settings())
        .extractingByKey("id")
        .extracting(Template::written)
        .isEqualTo("a-${uuid()}");
  }

  @Test
  void noIterationIsLikeAnother() {
    assertThat(step("{ name: one, execute: haggle }").isFixed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ java: { settings: { a: b } } } | 2:11: 'jar' in 'java' is missing; expected the path of a file on the generator's machine",
        "{ java: { jar: a, sha256: abc } } | 2:35: 'abc' is not a SHA-256 checksum; expected 64 hexadecimal digits, as sha256sum prints them",
        "{ java: { jar: a, setings: { a: b } } } | 2:27: unknown key 'setings' in 'java'; did you mean 'settings'?; expected one of jar, sha256, settings",
        "{ java: { jar: a }, auth: { bearer: it } } | 2:29: 'auth' for a target that is code; expected 'settings' that tell the code what it needs",
        "{ java: { jar: a }, tls: {} } | 2:29: 'tls' for a target that is code; expected 'settings' that tell the code what it needs",
      })
  void aMistakeInATargetIsToldWhereItIs(String target, String problem) {
    assertThat(problems("targets:\n  shop: %s\nsecrets: { it: { env: IT } }\n".formatted(target)))
        .containsExactly("plan.yaml:" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ name: a, execute: 'not a name' } | 7:29: 'not a name' is not a name; expected a name of letters, digits, . _ -",
        "{ name: a, execute: { settings: { a: b } } } | 7:20: 'scenario' in 'execute' is missing; expected a name of letters, digits, . _ -",
        "{ name: a, execute: { scenario: b, settings: { c: \"${d}\" } } } | 7:59: unknown name 'd'; expected a parameter, a column of the data, or what a step before captures",
        "{ name: a, execute: b, check: { body: { equals: c } } } | 7:41: unknown key 'body' in 'check'; expected one of latency",
        "{ name: a, sql: select 1 } | 7:20: an SQL statement to the Java target 'shop'; expected 'execute' in its place, or a target of another protocol",
      })
  void aMistakeInAStepIsToldWhereItIs(String step, String problem) {
    assertThat(problems(TARGET + SCENARIO.formatted(step))).containsExactly("plan.yaml:" + problem);
  }

  private static Step.Measured step(String step) {
    return (Step.Measured)
        Plans.plan(TARGET + SCENARIO.formatted(step))
            .scenarios()
            .getFirst()
            .script()
            .steps()
            .getFirst();
  }
}
