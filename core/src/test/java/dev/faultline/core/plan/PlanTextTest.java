package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.threshold.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTextTest {

  private static final String FLOW =
      """
      {name: flow, targets: &all {t: {http: "http://h:1"}}, thresholds: {failed: rate<1},
       scenarios: {s: {target: t, load: {stages: [constant: {rate: 1, duration: 1s}]},
        steps: [{name: home, request: {path: "/a?b=%23", headers: {x: '1', y: "${v}", z: no}}}]}},
       parameters: {v: 0x10},}
      """;

  static Stream<String> plans() throws IOException {
    String demo = Files.readString(Path.of("../plans/demo.yaml"));
    return Stream.of(
        demo,
        demo.substring(0, demo.indexOf("thresholds:")),
        demo + "maxDroppedShare: 0.5 # after the thresholds\n",
        FLOW);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void onlyTheThresholdsAreOthers(String yaml) {
    PlanSource source = new PlanSource("plan.yaml", yaml, Map.of());
    Plan before = read(source);
    List<Threshold> others = others(before);

    PlanSource swapped = PlanText.withThresholds(source, others);

    assertThat(read(swapped)).isEqualTo(before.with(others));
    assertThat(swapped.file()).isEqualTo(source.file());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void givenParametersStayInEffect(String yaml) {
    Map<String, String> given = yaml.equals(FLOW) ? Map.of("v", "7") : Map.of("hold", "60s");
    PlanSource source = new PlanSource("plan.yaml", yaml, given);

    assertThat(read(PlanText.withThresholds(source, List.of())))
        .isEqualTo(read(source).with(List.of()))
        .isNotEqualTo(read(new PlanSource("plan.yaml", yaml, Map.of())).with(List.of()));
  }

  private static List<Threshold> others(Plan plan) {
    String scenario = plan.scenarios().getFirst().name();
    String yaml =
        """
        thresholds:
          response_time{scenario:%s}: ['p(95)<250', avg>1]
          failed: { threshold: rate==0, abortOnFail: true, delayAbortEval: 1m30s }
          checks: { threshold: rate>0.9, abortOnFail: false }
        """;
    return switch (ThresholdsFile.read("other.yaml", yaml.formatted(scenario), plan)) {
      case PlanOutcome.Valid(Plan other) -> other.thresholds();
      case PlanOutcome.Invalid invalid -> throw new AssertionError(invalid);
    };
  }

  private static Plan read(PlanSource source) {
    return switch (PlanReader.read(source)) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid invalid -> throw new AssertionError(source.yaml() + invalid);
    };
  }
}
