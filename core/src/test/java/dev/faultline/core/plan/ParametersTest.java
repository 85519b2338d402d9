package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.expression.Template;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

  @Test
  void defaultsStandForTheirNamesInAnyValue() {
    Plan plan =
        Plans.plan(
            """
            parameters: { share: 0.5, prefix: p }
            maxDroppedShare: ${share}
            name: ${prefix}-${prefix}1
            """);

    assertThat(plan.name()).isEqualTo("p-p1");
    assertThat(plan.maxDroppedShare()).isEqualTo(0.5);
  }

  @Test
  void theCommandLineGoesBeforeDefaults() {
    PlanOutcome outcome =
        Plans.read("parameters: { who: me }\nname: ${who}\n", Map.of("who", "you"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            PlanOutcome.Valid.class, valid -> assertThat(valid.plan().name()).isEqualTo("you"));
  }

  @Test
  void aDefaultMayReferToOnesAboveIt() {
    assertThat(Plans.plan("parameters: { a: x, b: '${a}y' }\nname: ${b}\n").name()).isEqualTo("xy");
  }

  @Test
  void twoDollarsAreOneThatStays() {
    Plan plan =
        Plans.plan(
            """
            scenarios:
              buy:
                target: shop
                load: { stages: [constant: { rate: 1, duration: 1s }] }
                steps: [{ name: a, request: { path: /, body: 'costs $5, $${a} $$' } }]
            """);

    Step.Request step = (Step.Request) plan.scenarios().getFirst().steps().getFirst();
    assertThat(step.body().flatMap(Template::fixed)).contains("costs $5, ${a} $$");
  }

  @Test
  void whatReplacesAPlaceholderIsNotSearchedAgain() {
    assertThat(problems("parameters: { a: '$${b}', b: x }\nname: ${a}\n"))
        .containsExactly(
            "plan.yaml:2:7: '${b}' is not a name; expected a name of letters, digits, . _ -");
  }

  @Test
  void aParameterWithoutADefaultMustBeGiven() {
    String plan = "parameters: { who: }\nname: ${who}\n";

    assertThat(Plans.read(plan, Map.of("who", "you"))).isInstanceOf(PlanOutcome.Valid.class);
    assertThat(problems(plan))
        .containsExactly(
            "plan.yaml:1:15: parameter 'who' has no value; expected a default here, or --set who=…");
  }

  @Test
  void tellsUnknownAndUnclosedPlaceholders() {
    assertThat(
            problems(
                """
                parameters:
                  host: ${port}
                  port: 80
                name: ${hots}
                maxDroppedShare: ${port
                """))
        .containsExactly(
            "plan.yaml:2:9: unknown parameter '${port}';"
                + " expected its default under 'parameters'",
            "plan.yaml:4:7: unknown parameter '${hots}'; did you mean 'host'?;"
                + " expected one of host, port",
            "plan.yaml:5:18: '${port' is not closed; expected ${name}, or $${ for a plain ${");
  }

  @Test
  void aWrongDefaultIsToldOnceAndNotWhereItIsUsed() {
    assertThat(problems("parameters: { a: [] }\nname: ${a}\n"))
        .containsExactly(
            "plan.yaml:1:18: 'a' is a list; expected the parameter's default, a text or number");
  }

  @Test
  void tellsParametersThatThePlanDoesNotDeclare() {
    assertThat(problems("name: x\nparameters: { host: a }\n", Map.of("hots", "b")))
        .containsExactly(
            "plan.yaml:2:1: the command line sets parameter 'hots', which the plan does not"
                + " declare; did you mean 'host'?; expected one of host");
    assertThat(problems("name: x\n", Map.of("host", "b")))
        .containsExactly(
            "plan.yaml:1:1: the command line sets parameter 'host', which the plan does not"
                + " declare; expected no parameters");
  }
}
