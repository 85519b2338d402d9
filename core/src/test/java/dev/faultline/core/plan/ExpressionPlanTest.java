package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faultline.core.check.Capture;
import dev.faultline.core.expression.Values;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.secret.SecretValues;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionPlanTest {

  private static final String SCENARIO =
      """
      parameters: { shop: north }
      scenarios:
        buy:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1s }] }
          steps:
      """;

  @Test
  void whatAStepCapturesIsKnownToTheStepsAfterIt() {
    Plan plan =
        Plans.plan(
            SCENARIO
                + """
                      - name: order
                        request: { method: POST, path: /orders }
                        capture:
                          id: { json: $.order.id }
                          place: { header: Location, regex: '/(\\w+)$' }
                          all: { regex: x }
                      - name: pay
                        request:
                          method: POST
                          path: /${shop}/${id}/pay
                          headers: { x-place: '${place}', x-body: '${request.body}' }
                          body: '{"id": "${id}", "plain": "$${id}"}'
                        check: { json: { $.id: { equals: '${id}' } } }
                """);

    List<Step> steps = plan.scenarios().getFirst().steps();
    assertThat(((Step.Request) steps.getFirst()).expectation().captures())
        .extracting(Capture::slot, capture -> capture.part().map(Capture.Part::group).orElse(-1))
        .containsExactly(tuple(0, -1), tuple(1, 1), tuple(2, 0));
    Step.Request pay = (Step.Request) steps.getLast();
    Values values =
        plan.scenarios().getFirst().values(Slice.WHOLE, () -> 0, SecretValues.NONE).iteration(0);
    assertThat(pay.isFixed()).isFalse();
    assertThat(pay.isKnown(values)).isFalse();
    values.capture(0, "o-7");
    values.capture(1, "p");
    values.requestBody("b");
    assertThat(pay.isKnown(values)).isTrue();
    assertThat(pay.path().fill(values)).isEqualTo("/north/o-7/pay");
    assertThat(pay.body().orElseThrow().fill(values))
        .isEqualTo("{\"id\": \"o-7\", \"plain\": \"${id}\"}");
    assertThat(pay.headers().get("x-place").fill(values)).isEqualTo("p");
    assertThat(pay.headers().get("x-body").fill(values)).isEqualTo("b");
  }

  @Test
  void parametersLeaveARequestAsItIsInEveryIteration() {
    Plan plan = Plans.plan(SCENARIO + "      - { name: a, request: { path: '/${shop}' } }\n");

    assertThat(((Step.Request) plan.scenarios().getFirst().steps().getFirst()).isFixed()).isTrue();
    assertThat(plan.scenarios().getFirst().script().isFixed()).isTrue();
  }

  @Test
  void aNameThatNothingDefinesBeforeIsAMistake() {
    assertThat(
            problems(
                SCENARIO
                    + """
                          - name: early
                            request: { path: '/${orderId}' }
                          - name: order
                            request: { path: /, body: '${request.body}' }
                            capture: { orderId: { json: $.id } }
                          - name: pay
                            request: { path: '/${ordreId}', headers: { x: '${}' } }
                            check: { body: { contains: '${orderid}' } }
                            timeout: ${orderId}
                    """))
        .containsExactly(
            "plan.yaml:8:26: unknown name 'orderId'; expected one of shop",
            "plan.yaml:10:35: unknown name 'request.body'; expected one of shop",
            "plan.yaml:13:26: unknown name 'ordreId'; did you mean 'orderId'?;"
                + " expected one of orderId, shop",
            "plan.yaml:13:55: '${}' is no expression; expected a name such as ${orderId} or ${users.name},"
                + " or a function such as ${uuid()}",
            "plan.yaml:14:36: unknown name 'orderid'; did you mean 'orderId'?;"
                + " expected one of orderId, shop",
            "plan.yaml:15:18: unknown parameter '${orderId}'; expected one of shop");
  }

  @Test
  void whatIsFilledInMayNotBreakAPath() {
    assertThat(
            problems(
                SCENARIO
                    + """
                          - name: order
                            request: { path: / }
                            capture: { id: { json: $.id } }
                          - { name: pay, request: { path: '/a b/${id}' } }
                          - { name: whole, request: { path: '${id}' } }
                    """))
        .containsExactly(
            "plan.yaml:10:39: '/a b/${id}' is not a path; expected a path that begins with a slash,"
                + " blanks and special characters %-encoded");
  }

  @Test
  void tellsEachWrongCapture() {
    assertThat(
            problems(
                SCENARIO
                    + """
                          - name: order
                            request: { path: / }
                            capture:
                              shop: { json: $.id }
                              a.b: { json: $.id }
                              c: {}
                              d: { json: id, header: x }
                              e: { regex: '(a)', group: 2 }
                              f: { header: x, group: 1 }
                              g: $.id
                    """))
        .containsExactly(
            "plan.yaml:10:11: 'shop' is a parameter of the plan; expected a name that is free",
            "plan.yaml:11:11: 'a.b' is not a name; expected a name of letters, digits, _ -",
            "plan.yaml:12:11: 'c' is captured from nowhere;"
                + " expected a map with json, header or regex",
            "plan.yaml:13:22: 'id' is not a JSONPath;"
                + " expected a JSONPath such as $.order.items[0].id or $['key'][*]",
            "plan.yaml:13:26: 'header' beside 'json'; expected one of the two at most",
            "plan.yaml:14:37: group 2 of 1; expected a group of the regex",
            "plan.yaml:15:27: 'group' without 'regex'; expected a regex with groups",
            "plan.yaml:16:14: 'g' is the text '$.id'; expected a map with json, header or regex");
  }
}
