package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.Slice;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.secret.SecretValues;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OncePerRunPlanTest {

  private static final String PLAN =
      """
      name: shop
      targets: { shop: { http: "http://h" } }
      scenarios:
        buy:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1s }] }
          setup:
            - name: log-in
              request: { method: POST, path: /session }
              capture: { token: { json: $.token } }
          steps:
            - name: order
              request: { path: "/orders?token=${token}" }
              capture: { id: { json: $.id } }
          teardown:
            - { name: log-out, request: { method: DELETE, path: "/session/${token}" } }
      """;

  @Test
  void isReadApartFromTheStepsOfIterations() {
    Scenario buy = read(source()).scenarios().getFirst();

    assertThat(buy.measuredSteps()).containsExactly("order");
    assertThat(buy.setUp().measuredSteps()).containsExactly("log-in");
    assertThat(buy.tearDown().measuredSteps()).containsExactly("log-out");
    assertThat(buy.tearDown().steps()).isEmpty();
    assertThat(read(source()).hasSetUp()).isTrue();
    assertThat(read(source()).hasTearDown()).isTrue();
  }

  @Test
  void theLongestThatIsDoneBeforeAndAfterTheLoadIsKnown() {
    String yaml =
        PLAN.replace("- name: log-in", "- timeout: 40s\n        name: log-in")
            .replace("- name: order", "- timeout: 3s\n        name: order")
            .replace("{ name: log-out,", "{ name: log-out, timeout: 7s,");
    Plan plan = read(new PlanSource("plan.yaml", yaml, Map.of()));

    assertThat(plan.longestSetUp()).isEqualTo(Duration.ofSeconds(40));
    assertThat(plan.longestEnd()).isEqualTo(Duration.ofSeconds(3));
    assertThat(plan.longestTearDown()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void whatTheSetupHasCapturedIsKnownToEveryIterationAndTheTeardown() {
    PlanSource done = source().withCaptured(Map.of("buy", Map.of("token", "t-1")));
    Scenario buy = read(done).scenarios().getFirst();

    assertThat(
            order(buy)
                .path()
                .fill(buy.values(Slice.WHOLE, () -> 0, SecretValues.NONE).iteration(3)))
        .isEqualTo("/orders?token=t-1");
    Step.Measured logOut = buy.tearDown().script().requests().findFirst().orElseThrow();
    assertThat(
            logOut.isKnown(
                buy.tearDown().values(Slice.WHOLE, () -> 0, SecretValues.NONE).iteration(0)))
        .isTrue();
    assertThat(done.captured("other")).isEmpty();
  }

  @Test
  void aTeardownLacksWhatItsSetupNeverCaptured() {
    Scenario tearDown = read(source()).scenarios().getFirst().tearDown();

    Step.Measured logOut = tearDown.script().requests().findFirst().orElseThrow();
    assertThat(
            logOut.isKnown(tearDown.values(Slice.WHOLE, () -> 0, SecretValues.NONE).iteration(0)))
        .isFalse();
  }

  @Test
  void namesAndValuesHaveTheirPlaces() {
    assertThat(
            problems(
                PLAN.replace("session/${token}", "session/${id}")
                    .replace("name: log-out", "name: order")))
        .containsExactly(
            "plan.yaml:16:17: step 'order' again;"
                + " expected a name that no other step of the scenario has",
            "plan.yaml:16:57: unknown name 'id'; expected one of token");
    assertThat(
            problems(PLAN.replace("${token}\" }\n        capture", "${tokn}\" }\n        capture")))
        .singleElement()
        .asString()
        .contains("unknown name 'tokn'; did you mean 'token'?");
  }

  private static Step.Request order(Scenario buy) {
    return (Step.Request) buy.steps().getFirst();
  }

  private static PlanSource source() {
    return new PlanSource("plan.yaml", PLAN, Map.of());
  }

  private static Plan read(PlanSource source) {
    return switch (PlanReader.read(source)) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }
}
