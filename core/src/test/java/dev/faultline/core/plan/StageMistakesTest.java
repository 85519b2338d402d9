package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be wrong with the stages that are made of others. */
class StageMistakesTest {

  private static final String STEP =
      "expected a step above zero, with which there are at most 10000";

  @Test
  void tellsWhatAStaircaseLacks() {
    assertThat(ofStage("step: { from: 1, too: 5, every: 0s }"))
        .containsExactly(
            "plan.yaml:6:9: 'to' in 'step' is missing;"
                + " expected arrivals per second such as 50, 0.5 or 3000/m, at most 10000000/s",
            "plan.yaml:6:9: 'by' in 'step' is missing;"
                + " expected arrivals per second such as 50, 0.5 or 3000/m, at most 10000000/s",
            "plan.yaml:6:26: unknown key 'too' in 'step'; did you mean 'to'?;"
                + " expected one of from, to, by, every",
            "plan.yaml:6:41: '0s' is not a duration above zero;"
                + " expected a duration above zero such as 250ms, 10s, 1m30s or 2h");
  }

  @Test
  void tellsAStaircaseThatNeverOrHardlyArrives() {
    assertThat(ofStage("step: { from: 1, to: 5, by: 0, every: 1s }"))
        .containsExactly("plan.yaml:6:37: a step of nothing; " + STEP);
    assertThat(ofStage("step: { from: 0, to: 1000, by: 0.1, every: 1s }"))
        .containsExactly("plan.yaml:6:40: steps that are too many; " + STEP);
  }

  @Test
  void tellsASpikeWithoutATop() {
    assertThat(ofStage("spike: { base: 5, rise: 1s }"))
        .containsExactly(
            "plan.yaml:6:9: 'peak' in 'spike' is missing;"
                + " expected arrivals per second such as 50, 0.5 or 3000/m, at most 10000000/s",
            "plan.yaml:6:9: 'hold' in 'spike' is missing;"
                + " expected a duration above zero such as 250ms, 10s, 1m30s or 2h");
  }

  @Test
  void tellsAWaveThatWouldGoBelowZero() {
    assertThat(ofStage("sine: { mean: 5, amplitude: 6, period: 1s, duration: 1s }"))
        .containsExactly(
            "plan.yaml:6:37: an amplitude above the mean;"
                + " expected at most the mean, for there is no negative rate");
  }

  @Test
  void tellsUsersWhoComeAndGoMoreOftenThanCanBeHeldInMind() {
    assertThat(
            problems(
                """
                scenarios:
                  buy:
                    target: shop
                    load:
                      model: closed
                      stages: [sine: { mean: 50, amplitude: 50, period: 1s, duration: 2h }]
                    steps: [{ name: a, request: { path: / } }]
                """))
        .containsExactly(
            "plan.yaml:4:5: users who come and go 1440400 times;"
                + " expected at most 1000000 times in a load");
  }

  @Test
  void tellsWhatIsWrongWithPoints() {
    assertThat(ofStage("trace: { points: [[0s, 5], [5s], 7, [], [4s, x], [1s, 2], [0.5, 3]] }"))
        .containsExactly(
            "plan.yaml:6:36: 1 values in a row; expected two, time and rate",
            "plan.yaml:6:42: points[3] is the text '7'; expected [time, rate] such as [1m30s, 50]",
            "plan.yaml:6:45: points[4] is empty; expected [time, rate] such as [1m30s, 50]",
            "plan.yaml:6:54: 'x' is not a rate;"
                + " expected arrivals per second such as 50, 0.5 or 3000/m, at most 10000000/s",
            "plan.yaml:6:68: a time before that of the row above; expected times in their order");
    assertThat(ofStage("trace: { points: [[0s, 5], [0s, 6]] }"))
        .containsExactly(
            "plan.yaml:6:26: a trace of 2 points;"
                + " expected from 2 to 10000 points with time between them");
    assertThat(ofStage("trace: {}"))
        .containsExactly(
            "plan.yaml:6:9: 'trace' has none of file, points; expected exactly one of file, points");
  }

  @Test
  void tellsAStartThatIsNoTime() {
    assertThat(
            problems(
                """
                scenarios:
                  buy:
                    target: shop
                    startAfter: later
                    load: { stages: [constant: { rate: 1, duration: 1s }] }
                    steps: [{ name: a, request: { path: / } }]
                """))
        .containsExactly(
            "plan.yaml:4:17: 'later' is not a duration;"
                + " expected a duration such as 250ms, 10s, 1m30s or 2h");
  }

  private static List<String> ofStage(String stage) {
    return problems(
        """
        scenarios:
          buy:
            target: shop
            load:
              stages:
              - %s
            steps: [{ name: a, request: { path: / } }]
        """
            .formatted(stage));
  }
}
