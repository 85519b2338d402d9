package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThresholdMistakesTest {

  @Test
  void tellsEachWrongExpressionAtItsColumn() {
    assertThat(
            problems(
                """
                thresholds:
                  http_req_duration: ["p(95)<500", "p95<500", "rate<3", "avg<"]
                  requests: p(50)>1
                """))
        .containsExactly(
            "plan.yaml:2:36: unknown aggregate 'p95' at character 1 of 'p95<500';"
                + " expected one of p(N), avg, min, med, max, count, rate",
            "plan.yaml:2:47: 'rate' is no aggregate of response_time in 'rate<3';"
                + " expected one of p(N), avg, min, med, max",
            "plan.yaml:2:57: 'avg<' ends too early; expected a number",
            "plan.yaml:3:13: 'p(N)' is no aggregate of requests in 'p(50)>1';"
                + " expected one of count, rate");
  }

  @Test
  void tellsEachWrongMetricAndStillReadsItsExpressions() {
    assertThat(
            problems(
                """
                thresholds:
                  http_req_faild: "rate<<0.1"
                  http_req_failed{scenario:brwse}: "rate<0.1"
                  dropped{step:home}: "rate<0.1"
                  response_time{scenario:browse,step:hom}: "avg<1"
                  response_time{step}: "avg<1"
                """))
        .containsExactly(
            "plan.yaml:2:3: unknown metric 'http_req_faild'; expected one of response_time,"
                + " http_req_duration, service_time, failed, http_req_failed, dropped, requests,"
                + " http_reqs",
            "plan.yaml:2:19: '<0.1' at character 6 of 'rate<<0.1'; expected a number",
            "plan.yaml:3:3: unknown scenario 'brwse' in 'http_req_failed{scenario:brwse}';"
                + " expected one of browse",
            "plan.yaml:4:3: tag 'step' in 'dropped{step:home}';"
                + " expected no step: it is arrivals of a scenario that are dropped",
            "plan.yaml:5:3: unknown step 'hom' in 'response_time{scenario:browse,step:hom}';"
                + " expected one of home",
            "plan.yaml:6:3: '}' at character 19 of 'response_time{step}'; expected ':'");
  }

  @Test
  void tellsAMetricWithoutAnExpression() {
    String expected = "expected an expression such as 'p(95)<500', or a list of them";

    assertThat(problems("thresholds:\n  failed:\n  requests: []\n  dropped: { a: b }\n"))
        .containsExactly(
            "plan.yaml:2:3: 'failed' has no value; " + expected,
            "plan.yaml:3:3: 'requests' is empty; " + expected,
            "plan.yaml:4:12: 'dropped' is a map; " + expected);
  }
}
