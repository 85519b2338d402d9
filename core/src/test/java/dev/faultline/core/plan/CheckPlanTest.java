package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.check.Check;
import dev.faultline.core.check.Condition;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.Template;
import dev.faultline.core.json.JsonPath;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckPlanTest {

  private static final String STEP =
      """
      scenarios:
        buy:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1s }] }
          steps:
            - name: order
              request: { path: / }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "201 | 201 | 200",
        "2xx | 200 | 300",
        "2xx | 299 | 199",
        "[200, 404] | 404 | 201",
        "[2xx, 404] | 404 | 403",
      })
  void aStatusIsOneOrAKindOrAList(String written, int expected, int other) {
    Statuses statuses = expectation("{ status: " + written + " }").statuses();

    assertThat(statuses.contain(expected)).isTrue();
    assertThat(statuses.contain(other)).isFalse();
  }

  @Test
  void allThatIsCheckedStandsInOneMap() {
    assertThat(
            expectation(
                """

                            header:
                              ETag: present
                              x-shard: { equals: 3 }
                            body: { contains: thanks }
                            json:
                              $.id: exists
                              $.items[0].sku: { equals: p, contains: p }
                            latency: { under: 300ms }
                """))
        .isEqualTo(
            new Expectation(
                Statuses.BELOW_400,
                List.of(
                    new Check.Header("etag", new Condition.Present()),
                    new Check.Header("x-shard", new Condition.Equal(Template.of("3"))),
                    new Check.Body(new Condition.Contains(Template.of("thanks"))),
                    new Check.At(JsonPath.parse("$.id").orElseThrow(), new Condition.Present()),
                    new Check.At(
                        JsonPath.parse("$.items[0].sku").orElseThrow(),
                        new Condition.Equal(Template.of("p"))),
                    new Check.At(
                        JsonPath.parse("$.items[0].sku").orElseThrow(),
                        new Condition.Contains(Template.of("p"))),
                    new Check.Under(Duration.ofMillis(300))),
                List.of()));
  }

  @Test
  void whatIsNotSaidIsAStatusBelow400() {
    assertThat(expectation("{ latency: { under: 1s } }").statuses()).isEqualTo(Statuses.BELOW_400);
  }

  @Test
  void tellsEachMistakeInItsPlace() {
    assertThat(
            problems(
                STEP
                    + """
                            check:
                              status: [200, 2x, 600]
                              headers: {}
                              header: { "b ad": present, etag: there, x: { equal: 3 } }
                              body: { matches: "(" }
                              json: { id: exists, $.a: {}, $.b: }
                              latency: { below: 1s }
                    """))
        .containsExactly(
            "plan.yaml:9:25: '2x' is not an HTTP status;"
                + " expected a status from 100 to 599, or all of a kind such as 2xx",
            "plan.yaml:9:29: '600' is not an HTTP status;"
                + " expected a status from 100 to 599, or all of a kind such as 2xx",
            "plan.yaml:10:11: unknown key 'headers' in 'check';"
                + " expected one of status, header, body, json, latency",
            "plan.yaml:11:21: 'b ad' is not a header; expected a header of letters, digits, hyphens",
            "plan.yaml:11:44: 'there' is not 'present';"
                + " expected present, or a map with equals, contains, matches",
            "plan.yaml:11:56: unknown key 'equal' in 'x'; did you mean 'equals'?;"
                + " expected one of equals, contains, matches",
            "plan.yaml:12:28: '(' is not a regular expression;"
                + " expected a regular expression such as ^id=\\d+$",
            "plan.yaml:13:19: 'id' is not a JSONPath;"
                + " expected a JSONPath such as $.order.items[0].id or $['key'][*]",
            "plan.yaml:13:31: '$.a' says nothing; expected a map with equals, contains, matches",
            "plan.yaml:13:40: '$.b' says nothing; expected a map with equals, contains, matches",
            "plan.yaml:14:11: 'under' in 'latency' is missing;"
                + " expected a duration above zero such as 250ms, 10s, 1m30s or 2h",
            "plan.yaml:14:22: unknown key 'below' in 'latency'; expected one of under");
  }

  @Test
  void anEmptyCheckIsAMistake() {
    assertThat(problems(STEP + "        check: {}\n"))
        .containsExactly(
            "plan.yaml:8:9: 'check' checks nothing;"
                + " expected a map with status, header, body, json, latency");
  }

  private static Expectation expectation(String check) {
    Plan plan = Plans.plan(STEP + "        check: " + check + "\n");
    return ((Step.Request) plan.scenarios().getFirst().steps().getFirst()).expectation();
  }
}
