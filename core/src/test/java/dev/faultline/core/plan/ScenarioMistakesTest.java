package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.STEPS;
import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScenarioMistakesTest {

  private static final String DURATION =
      "expected a duration above zero such as 250ms, 10s, 1m30s or 2h";
  private static final String RATE =
      "expected arrivals per second such as 50, 0.5 or 3000/m, at most 10000000/s";

  @Test
  void tellsAnUnknownTarget() {
    assertThat(
            problems(
                """
                scenarios:
                  buy:
                    target: shp
                    load: { stages: [constant: { rate: 1, duration: 1s }] }
                    steps: [{ name: a, request: { path: / } }]
                """))
        .containsExactly(
            "plan.yaml:3:13: unknown target 'shp'; did you mean 'shop'?; expected one of shop");
  }

  @Test
  void tellsAllThatAScenarioMisses() {
    assertThat(problems("scenarios:\n  buy:\n"))
        .containsExactly(
            "plan.yaml:2:3: 'target' in 'buy' is missing; expected one of shop",
            "plan.yaml:2:3: 'load' in 'buy' is missing; expected a map with stages",
            "plan.yaml:2:3: 'steps' in 'buy' is missing; expected a list of at least one step");
  }

  @Test
  void tellsEachWrongStage() {
    assertThat(
            problems(
                """
                scenarios:
                  buy:
                    target: shop
                    steps: [{ name: a, request: { path: / } }]
                    load:
                      stages:
                        - hold: { duration: 5s }
                        - constant: { rate: 5/d, duration: 0s }
                        - ramp: { form: 1, to: -3, duration: 10 }
                        - ramp: { to: 5, duration: 5s }
                          hold: { duration: 5s }
                        - {}
                        - constnat: { rate: 5 }
                        - 5
                        - constant:
                        - hold: { duration: 2s }
                """))
        .containsExactly(
            "plan.yaml:7:11: 'hold' is the first stage;"
                + " expected another stage before it: it holds its rate",
            "plan.yaml:8:29: '5/d' is not a rate; " + RATE,
            "plan.yaml:8:44: '0s' is not a duration above zero; " + DURATION,
            "plan.yaml:9:19: unknown key 'form' in 'ramp'; did you mean 'from'?;"
                + " expected one of from, to, duration",
            "plan.yaml:9:32: '-3' is not a rate; " + RATE,
            "plan.yaml:9:46: '10' is not a duration above zero; " + DURATION,
            "plan.yaml:11:11: 'hold' beside 'ramp' in stages[4];"
                + " expected exactly one of constant, ramp, hold, step, spike, sine, trace",
            "plan.yaml:12:11: stages[5] has none of constant, ramp, hold, step, spike, sine, trace;"
                + " expected exactly one of constant, ramp, hold, step, spike, sine, trace",
            "plan.yaml:13:11: stages[6] has none of constant, ramp, hold, step, spike, sine, trace;"
                + " expected exactly one of constant, ramp, hold, step, spike, sine, trace",
            "plan.yaml:13:11: unknown key 'constnat' in stages[6]; did you mean 'constant'?;"
                + " expected one of constant, ramp, hold, step, spike, sine, trace",
            "plan.yaml:14:11: stages[7] is the text '5';"
                + " expected a map with one of constant, ramp, hold, step, spike, sine, trace",
            "plan.yaml:15:11: 'rate' in 'constant' is missing; " + RATE,
            "plan.yaml:15:11: 'duration' in 'constant' is missing; " + DURATION);
  }

  @Test
  void tellsAnEmptyListOfStages() {
    assertThat(
            problems(
                """
                scenarios:
                  buy:
                    target: shop
                    load: { stages: [] }
                    steps: [{ name: a, request: { path: / } }]
                """))
        .containsExactly(
            "plan.yaml:4:13: 'stages' is empty; expected a list of at least one stage");
  }

  @Test
  void tellsEachWrongLimit() {
    assertThat(
            problems(
                """
                scenarios:
                  buy:
                    target: shop
                    limits: { inflight: 5, connections: 0, timeout: soon }
                    load: { stages: [constant: { rate: 1, duration: 1s }] }
                    steps: [{ name: a, request: { path: / } }]
                """))
        .containsExactly(
            "plan.yaml:4:15: unknown key 'inflight' in 'limits'; did you mean 'inFlight'?;"
                + " expected one of inFlight, connections, timeout",
            "plan.yaml:4:41: '0' is not a count; expected a whole number from 1 to 1000000",
            "plan.yaml:4:53: 'soon' is not a duration above zero; " + DURATION);
  }

  @Test
  void tellsEachWrongStep() {
    assertThat(
            problems(
                """
                scenarios:
                  buy:
                    target: shop
                    load: { stages: [constant: { rate: 1, duration: 1s }] }
                    steps:
                      - name: x
                        request: { path: foo, method: get, body: { a: 1 } }
                        check: { status: 99 }
                        timeot: 5s
                      - name: x
                        pause: 5s
                      - pause: 0s
                        check: { status: 200 }
                      - name: z
                      - request: { path: / }
                      - name: y
                        request:
                      - nothing
                """))
        .containsExactly(
            "plan.yaml:7:26: 'foo' is not a path; expected a path that begins with a slash,"
                + " blanks and special characters %-encoded",
            "plan.yaml:7:39: 'get' is not an HTTP method;"
                + " expected one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
            "plan.yaml:7:50: 'body' is a map; expected a text; quote JSON: '{\"items\": 3}'",
            "plan.yaml:8:26: '99' is not an HTTP status;"
                + " expected a status from 100 to 599, or all of a kind such as 2xx",
            "plan.yaml:9:9: unknown key 'timeot' in steps[1]; did you mean 'timeout'?;"
                + " expected one of "
                + STEPS
                + ", name, check,"
                + " capture, timeout, until",
            "plan.yaml:10:15: step 'x' again;"
                + " expected a name that no other step of the scenario has",
            "plan.yaml:12:16: '0s' is not a duration above zero; " + DURATION,
            "plan.yaml:13:9: unknown key 'check' in steps[3];"
                + " expected one of "
                + STEPS
                + ", name",
            "plan.yaml:14:9: steps[4] has none of "
                + STEPS
                + ";"
                + " expected exactly one of "
                + STEPS,
            "plan.yaml:15:9: 'name' in steps[5] is missing;"
                + " expected a name of letters, digits, . _ -",
            "plan.yaml:17:9: 'path' in 'request' is missing; expected a path that begins with a"
                + " slash, blanks and special characters %-encoded",
            "plan.yaml:18:9: steps[7] is the text 'nothing';"
                + " expected a map with a request, a pause or other steps");
  }

  @Test
  void tellsHeadersThatWouldBreakTheMessage() {
    assertThat(
            problems(
                """
                scenarios:
                  buy:
                    target: shop
                    load: { stages: [constant: { rate: 1, duration: 1s }] }
                    steps:
                      - name: x
                        request:
                          path: /
                          headers:
                            Content-Length: 5
                            b ad: x
                            ok: "a\\r\\nInjected: yes"
                """))
        .containsExactly(
            "plan.yaml:10:13: 'Content-Length' is not a header that a plan may set;"
                + " expected letters, digits and hyphens, but none of content-length,"
                + " transfer-encoding, connection, upgrade, expect, te",
            "plan.yaml:11:13: 'b ad' is not a header that a plan may set;"
                + " expected letters, digits and hyphens, but none of content-length,"
                + " transfer-encoding, connection, upgrade, expect, te",
            "plan.yaml:12:17: 'a\\r\\nInjected: yes' is not a header value;"
                + " expected one line of Latin-1 characters");
  }

  @Test
  void tellsAScenarioThatWouldMeasureNothing() {
    assertThat(
            problems(
                """
                scenarios:
                  idle:
                    target: shop
                    load: { stages: [constant: { rate: 1, duration: 1s }] }
                    steps: [pause: 1s]
                """))
        .containsExactly(
            "plan.yaml:2:3: the steps of idle only pause; expected at least one request");
  }
}
