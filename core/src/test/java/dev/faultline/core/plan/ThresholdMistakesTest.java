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
                + " expected one of p(N), avg, min, med, max, count, rate, value",
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
                + " http_req_duration, service_time, failed, http_req_failed, checks, requests,"
                + " http_reqs, data_sent, data_received, dropped, dropped_iterations, in_flight,"
                + " iterations, delivery_time, delivered, delivery_lost, delivery_duplicated,"
                + " delivery_out_of_order, delivery_late, resource_used, resource_growth_per_hour",
            "plan.yaml:2:19: '<0.1' at character 6 of 'rate<<0.1'; expected a number",
            "plan.yaml:3:3: unknown scenario 'brwse' in 'http_req_failed{scenario:brwse}';"
                + " expected one of browse",
            "plan.yaml:4:3: tag 'step' of dropped at character 9 of 'dropped{step:home}';"
                + " expected scenario alone: it is known of whole scenarios, not of their steps",
            "plan.yaml:5:3: unknown step 'hom' in 'response_time{scenario:browse,step:hom}';"
                + " expected one of home",
            "plan.yaml:6:3: '}' at character 19 of 'response_time{step}'; expected ':'");
  }

  @Test
  void tellsAMetricWithoutAnExpression() {
    String expected =
        "expected an expression such as 'p(95)<500', a map with 'threshold', or a list of them";

    assertThat(problems("thresholds:\n  failed:\n  requests: []\n  dropped: [[a]]\n"))
        .containsExactly(
            "plan.yaml:2:3: 'failed' has no value; " + expected,
            "plan.yaml:3:3: 'requests' is empty; " + expected,
            "plan.yaml:4:13: dropped[1] is a list; " + expected);
  }

  @Test
  void tellsWhatIsWrongInAConditionThatEndsTheRun() {
    assertThat(
            problems(
                """
                thresholds:
                  failed: { treshold: rate<0.1, abortOnFail: maybe }
                  http_req_duration:
                    - { threshold: "p(95)<", abortOnFail: true, delayAbortEval: soon }
                    - { threshold: "p(95)<500", delayAbortEval: 10s }
                """))
        .containsExactly(
            "plan.yaml:2:3: 'threshold' in 'failed' is missing;"
                + " expected an expression such as 'p(95)<500'",
            "plan.yaml:2:13: unknown key 'treshold' in 'failed'; did you mean 'threshold'?;"
                + " expected one of threshold, abortOnFail, delayAbortEval",
            "plan.yaml:2:46: 'maybe' is not true or false; expected true or false",
            "plan.yaml:4:20: 'p(95)<' ends too early; expected a number",
            "plan.yaml:4:65: 'soon' is not a duration;"
                + " expected a duration such as 250ms, 10s, 1m30s or 2h",
            "plan.yaml:5:33: 'delayAbortEval' without 'abortOnFail: true';"
                + " expected both, or none: it says from when on the run may be aborted");
  }
}
