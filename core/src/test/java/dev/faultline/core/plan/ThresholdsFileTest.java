package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.threshold.Threshold;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdsFileTest {

  private static final Plan PLAN = Plans.plan("thresholds: { failed: rate<0.01 }\n");

  @Test
  void aFileMayHoldNothingButThresholds() {
    Plan read = read("thresholds:\n  response_time: [avg<5, p(95)<9]\n  failed: rate<0.2\n");

    assertThat(written(read))
        .containsExactly("response_time avg<5", "response_time p(95)<9", "failed rate<0.2");
    assertThat(read.with(PLAN.thresholds())).isEqualTo(PLAN);
  }

  @Test
  void ofAWholePlanOnlyTheThresholdsCount() {
    Plan read =
        read(
            """
            name: another
            parameters: { limit: 7 }
            targets: { elsewhere: { http: "ftp://nobody-looks" } }
            load: neither
            seed: nor
            secrets: not told
            scenarios: nor here
            maxDroppedShare: 1
            thresholds: { "response_time{scenario:browse,step:home}": "max<${limit}" }
            """);

    assertThat(written(read)).containsExactly("response_time{scenario:browse,step:home} max<7");
    assertThat(read.name()).isEqualTo(PLAN.name());
  }

  @Test
  void noThresholdsAtAllIsAlsoAnAnswer() {
    assertThat(read("thresholds: {}\n").thresholds()).isEmpty();
  }

  @Test
  void everyMistakeIsToldAtItsPlace() {
    assertThat(problems("thresholds:\n  failed: rate<<1\n  dropped{scenario:brwse}: rate<1\n"))
        .containsExactly(
            "other.yaml:2:11: '<1' at character 6 of 'rate<<1'; expected a number",
            "other.yaml:3:3: unknown scenario 'brwse' in 'dropped{scenario:brwse}';"
                + " expected one of browse");
    assertThat(problems("treshholds: {}\n"))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith(
                        "other.yaml:1:1: unknown key 'treshholds' in the file;"
                            + " did you mean 'thresholds'?"))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("other.yaml:1:1: 'thresholds' in the file is missing"));
  }

  @Test
  void whatIsNoMapIsNoThresholds() {
    String expected = "; expected a map with thresholds, or a plan";

    assertThat(problems("")).containsExactly("other.yaml:1:1: the file is empty" + expected);
    assertThat(problems("# later\n"))
        .containsExactly("other.yaml:1:1: the file is empty" + expected);
    assertThat(problems("- failed\n"))
        .containsExactly("other.yaml:1:1: the file is a list" + expected);
    assertThat(problems("a: [")).singleElement().asString().startsWith("other.yaml:1:");
  }

  private static Plan read(String yaml) {
    return switch (ThresholdsFile.read("other.yaml", yaml, PLAN)) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(List<PlanProblem> problems) ->
          throw new AssertionError("not valid: " + problems);
    };
  }

  private static List<String> problems(String yaml) {
    return switch (ThresholdsFile.read("other.yaml", yaml, PLAN)) {
      case PlanOutcome.Valid(Plan plan) -> throw new AssertionError("valid: " + plan);
      case PlanOutcome.Invalid(List<PlanProblem> problems) ->
          problems.stream().map(PlanProblem::toString).toList();
    };
  }

  private static List<String> written(Plan plan) {
    return plan.thresholds().stream().map(ThresholdsFileTest::written).toList();
  }

  private static String written(Threshold threshold) {
    return threshold.written() + " " + threshold.expression().written();
  }
}
