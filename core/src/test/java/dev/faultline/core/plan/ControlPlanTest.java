package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.STEPS;
import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlPlanTest {

  private static final String SCENARIO =
      """
      scenarios:
        buy:
          target: shop
          limits: { timeout: 2s }
          load: { stages: [constant: { rate: 1, duration: 1s }] }
      """;

  @Test
  void stepsMayBeMadeOfOthers() {
    Script script =
        script(
            """
                measureIteration: true
                steps:
                  - repeat:
                      times: 3
                      steps:
                        - { name: browse, request: { path: / } }
                        - pause: 1s
                  - choose:
                      - weight: 3
                        steps: [{ name: buy, request: { path: /buy } }]
                      - steps: [{ pause: 5s }]
                  - parallel:
                      - steps: [{ name: left, request: { path: /l }, timeout: 7s }]
                      - steps: [{ name: right, request: { path: /r } }]
                  - name: confirmed
                    request: { path: /state }
                    until: { within: 10s, every: 200ms }
                finally:
                  - { name: leave, request: { path: /leave, method: DELETE } }
            """);

    assertThat(script.measuredSteps())
        .containsExactly("browse", "buy", "left", "right", "confirmed", "leave", Script.ITERATION);
    assertThat(script.longest()).isEqualTo(Duration.ofSeconds(3 * (2 + 1) + 5 + 7 + 12 + 2));
    assertThat(script.longestEnd()).isEqualTo(Duration.ofSeconds(12 + 2));
    assertThat(script.isFixed()).isFalse();
    assertThat(script.steps().get(1))
        .isInstanceOfSatisfying(
            Step.Choose.class,
            choose ->
                assertThat(choose.ways())
                    .extracting(Step.Choose.Way::weight)
                    .containsExactly(3., 1.));
    assertThat(script.steps().getLast())
        .isInstanceOfSatisfying(
            Step.Until.class,
            until -> {
              assertThat(until.within()).isEqualTo(Duration.ofSeconds(10));
              assertThat(until.every()).isEqualTo(Duration.ofMillis(200));
            });
  }

  @Test
  void anIterationIsNotMeasuredUnlessThePlanAsks() {
    assertThat(script("    steps: [{ name: a, request: { path: / } }]\n").measuredSteps())
        .containsExactly("a");
  }

  @Test
  void aNameIsKnownWhereEveryWayThereHasCapturedIt() {
    assertThat(
            problems(
                SCENARIO
                    + """
                        steps:
                          - choose:
                              - steps:
                                  - name: a
                                    request: { path: / }
                                    capture: { both: { json: $.a }, one: { json: $.b } }
                                  - { name: b, request: { path: '/${one}' } }
                              - steps:
                                  - name: c
                                    request: { path: '/${one}' }
                                    capture: { both: { json: $.a } }
                          - parallel:
                              - steps:
                                  - name: d
                                    request: { path: '/${both}' }
                                    capture: { left: { json: $.a } }
                              - steps: [{ name: e, request: { path: '/${left}' } }]
                          - repeat:
                              times: 2
                              steps:
                                - name: f
                                  request: { path: '/${left}/${one}' }
                                  capture: { again: { json: $.a } }
                          - { name: g, request: { path: '/${again}' } }
                        finally:
                          - { name: h, request: { path: '/${one}/${again}/${nothing}' } }
                    """))
        .containsExactly(
            "plan.yaml:15:34: unknown name 'one'; expected a parameter, a column of the data,"
                + " or what a step before captures",
            "plan.yaml:22:49: unknown name 'left'; expected one of both",
            "plan.yaml:27:32: unknown name 'one'; expected one of both, left",
            "plan.yaml:31:37: unknown name 'nothing'; expected one of both, one, left, again");
  }

  @Test
  void tellsEachMistakeInItsPlace() {
    assertThat(
            problems(
                SCENARIO
                    + """
                        measureIteration: maybe
                        steps:
                          - repeat: { times: 0, steps: [{ name: a, request: { path: / } }] }
                          - repeat: { times: 2000, steps: [{ repeat: { times: 2000, steps: [{ name: b, request: { path: / } }] } }] }
                          - repeat: { steps: [] }
                            name: again
                          - choose: []
                          - choose: [{ weigth: 2, steps: [{ name: b, request: { path: / } }] }, { weight: 0 }]
                          - parallel: { steps: [] }
                          - { name: c, request: { path: / }, until: { within: 1s } }
                          - { name: iteration, request: { path: / } }
                        finally: []
                    """))
        .containsExactly(
            "plan.yaml:6:23: 'maybe' is not true or false; expected true or false",
            "plan.yaml:8:26: '0' is not a count; expected a whole number from 1 to 1000000",
            "plan.yaml:9:42: 4000000 repetitions;"
                + " expected at most 1000000, those around it counted",
            "plan.yaml:10:9: 'times' in 'repeat' is missing;"
                + " expected a whole number from 1 to 1000000",
            "plan.yaml:10:19: 'steps' is empty; expected a list of at least one step",
            "plan.yaml:11:9: unknown key 'name' in steps[3];" + " expected one of " + STEPS,
            "plan.yaml:12:9: 'choose' is empty; expected a list of maps with steps",
            "plan.yaml:13:20: unknown key 'weigth' in choose[1]; did you mean 'weight'?;"
                + " expected one of weight, steps",
            "plan.yaml:13:47: step 'b' again;"
                + " expected a name that no other step of the scenario has",
            "plan.yaml:13:77: 'steps' in choose[2] is missing;"
                + " expected a list of at least one step",
            "plan.yaml:13:87: '0' is not a weight; expected a number above 0 such as 3 or 0.5",
            "plan.yaml:14:19: 'parallel' is a map; expected a list of maps with steps",
            "plan.yaml:15:42: 'every' in 'until' is missing;"
                + " expected a duration above zero such as 250ms, 10s, 1m30s or 2h",
            "plan.yaml:16:17: step 'iteration';"
                + " expected another name: this one is for the iteration as a whole",
            "plan.yaml:17:5: 'finally' is empty; expected a list of at least one step");
  }

  private static Script script(String rest) {
    List<Scenario> scenarios = Plans.plan(SCENARIO + rest).scenarios();
    return scenarios.getFirst().script();
  }
}
