package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultMistakesTest {

  @Test
  void tellsAFaultThatOutlastsTheLoad() {
    assertThat(
            problems(
                """
                faults:
                  late: { at: 50s, duration: 11s, proxy: db, down: {} }
                """))
        .containsExactly(
            "plan.yaml:2:3: fault 'late' ends at 1m1s, after the load;"
                + " expected at + duration of at most 1m, where the load ends");
  }

  @Test
  void tellsAFaultThatOutlastsTheLoadThoughItsScenarioIsWrongElsewhere() {
    assertThat(
            problems(
                """
                faults:
                  late: { at: 10s, duration: 1ms, proxy: db, down: {} }
                scenarios:
                  buy:
                    target: shop
                    load: { stages: [constant: { rate: 1, duration: 10s }] }
                    steps: []
                """))
        .containsExactly(
            "plan.yaml:2:3: fault 'late' ends at 10s1ms, after the load;"
                + " expected at + duration of at most 10s, where the load ends",
            "plan.yaml:7:5: 'steps' is empty; expected a list of at least one step");
  }

  @Test
  void saysNothingOfTheEndWhenTheLoadIsUnknown() {
    assertThat(
            problems(
                """
                faults:
                  late: { at: 90s, duration: 1s, proxy: db, down: {} }
                scenarios:
                  buy:
                    target: shop
                    load: { stages: [constant: { rate: 1, duration: ten }] }
                    steps: [{ name: a, request: { path: / } }]
                """))
        .containsExactly(
            "plan.yaml:6:53: 'ten' is not a duration above zero;"
                + " expected a duration above zero such as 250ms, 10s, 1m30s or 2h");
  }

  @Test
  void tellsEachWrongFault() {
    assertThat(
            problems(
                """
                faults:
                  both: { at: 1s, duration: 1s, proxy: bd, down: {}, latency: { delay: 1s } }
                  none: { at: -1s, duration: 0s, proxy: db }
                  lat: { at: 1s, duration: 1s, proxy: db, latency: { delay: 1ms, jitter: 2ms } }
                  key: { at: 1s, duration: 1s, proxy: db, down: { foo: 1 } }
                  text: { at: 1s, duration: 1s, proxy: db, down: true }
                  bare:
                """))
        .containsExactly(
            "plan.yaml:2:40: unknown proxy 'bd'; did you mean 'db'?; expected one of db",
            "plan.yaml:2:44: 'down' beside 'latency' in 'both';"
                + " expected exactly one of latency, down",
            "plan.yaml:3:3: 'none' has none of latency, down;"
                + " expected exactly one of latency, down",
            "plan.yaml:3:15: '-1s' is not a duration;"
                + " expected a duration such as 250ms, 10s, 1m30s or 2h",
            "plan.yaml:3:30: '0s' is not a duration above zero;"
                + " expected a duration above zero such as 250ms, 10s, 1m30s or 2h",
            "plan.yaml:4:43: the jitter 2ms is longer than the delay;"
                + " expected a jitter of at most 1ms",
            "plan.yaml:5:51: unknown key 'foo' in 'down'; expected no keys",
            "plan.yaml:6:50: 'down' is the text 'true'; expected {}",
            "plan.yaml:7:3: 'at' in 'bare' is missing;"
                + " expected a duration such as 250ms, 10s, 1m30s or 2h",
            "plan.yaml:7:3: 'duration' in 'bare' is missing;"
                + " expected a duration above zero such as 250ms, 10s, 1m30s or 2h",
            "plan.yaml:7:3: 'bare' has none of latency, down, networkDelay, networkLoss,"
                + " networkPartition, networkBandwidth, podKill, podFailure, cpuStress,"
                + " memoryStress; expected exactly one of latency, down, networkDelay,"
                + " networkLoss, networkPartition, networkBandwidth, podKill, podFailure,"
                + " cpuStress, memoryStress");
  }
}
