package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.run.PlanSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Traffic from a file beside the plan. */
class TraceFileTest {

  private static final String NAME = "plans/replay.yaml";
  private static final String TRAFFIC =
      """
      time,rate
      # yesterday, from ten on
      1763719200, 10
      1763719260, 3000/m

      1763719260, 20.5
      1763719261.5, 0
      """;

  private String traffic = TRAFFIC;

  private final PlanFiles files =
      new PlanFiles(
          NAME,
          file -> {
            if (!file.equals(Path.of("plans/traffic.csv"))) {
              throw new UnreadableFileException("there is no such file");
            }
            return traffic;
          });

  @Test
  void isTheSameAsItsPointsInThePlan() {
    assertThat(read("trace: { file: traffic.csv }"))
        .isEqualTo(read("trace: { points: [[0s, 10], [1m, 50], [60, 20.5], [61.5, 0]] }"))
        .isInstanceOf(PlanOutcome.Valid.class);
  }

  @Test
  void isInTheTextThatServicesRead() {
    PlanSource source = source("trace: { file: traffic.csv } # of yesterday");
    PlanOutcome here = PlanReader.read(source, files);
    PlanSource submitted = files.into(source);

    assertThat(PlanReader.read(submitted)).isEqualTo(here).isInstanceOf(PlanOutcome.Valid.class);
    assertThat(submitted.yaml())
        .isEqualTo(
            source
                .yaml()
                .replace(
                    "file: traffic.csv",
                    "points: [[0s, 10], [1m, 3000/m], [1m, 20.5], [1m1s500ms, 0]]"));
    assertThat(submitted.parameters()).isEqualTo(source.parameters());
  }

  @Test
  void isReplacedHoweverItsNameIsWritten() {
    for (String trace :
        List.of(
            "trace: { file: \"${name}.csv\" }",
            "trace: { 'file' : 'traffic.csv', }",
            "trace:\n            file: >-\n              traffic.csv",
            "trace: &t { file: traffic.csv }\n        - trace: *t")) {
      PlanSource source = source("ramp: { to: 1, duration: 1s } # 😀\n        - " + trace);
      PlanFiles inlined = new PlanFiles(NAME, _ -> traffic);
      PlanOutcome here = PlanReader.read(source, inlined);

      assertThat(here).as(trace).isInstanceOf(PlanOutcome.Valid.class);
      assertThat(PlanReader.read(inlined.into(source))).as(trace).isEqualTo(here);
    }
  }

  @Test
  void aServiceDoesNotLookForIt() {
    assertThat(problems(PlanReader.read(source("trace: { file: traffic.csv }"))))
        .containsExactly(
            NAME
                + ":9:26: 'traffic.csv': the file is not at hand, for a submitted plan holds what"
                + " was in its files; expected a file beside the plan");
  }

  @Test
  void tellsThatThereIsNoSuchFile() {
    assertThat(problems(read("trace: { file: nowhere.csv }")))
        .containsExactly(
            NAME + ":9:26: 'nowhere.csv': there is no such file; expected a file beside the plan");
  }

  @Test
  void mistakesAreToldWhereTheyStandInTheFile() {
    traffic = "time,rate\n0,10\n10,fast\nsoon, 5\n5,1,2\n20,5\n19,5\n";

    assertThat(problems(read("trace: { file: traffic.csv }")))
        .containsExactly(
            "plans/traffic.csv:3:4: 'fast' is not a rate;"
                + " expected arrivals per second such as 50, 0.5 or 3000/m, at most 10000000/s",
            "plans/traffic.csv:4:1: 'soon' is not a time;"
                + " expected a time such as 0, 90.5 or 1763712000 in seconds, or 1m30s",
            "plans/traffic.csv:5:1: 3 values in a row; expected two, time and rate",
            "plans/traffic.csv:7:1: a time before that of the row above;"
                + " expected times in their order");
  }

  @Test
  void tellsNoMoreThanTenMistakesOfAFile() {
    traffic = "x,y\n".repeat(100);

    assertThat(problems(read("trace: { file: traffic.csv }"))).hasSize(20);
  }

  @Test
  void tellsATraceThatIsTooShortOrTooLong() {
    traffic = "5,10\n";
    assertThat(problems(read("trace: { file: traffic.csv }")))
        .containsExactly(
            NAME
                + ":9:26: a trace of 1 points;"
                + " expected from 2 to 10000 points with time between them");

    traffic =
        IntStream.rangeClosed(0, 10_000).mapToObj(i -> i + ",1").collect(Collectors.joining("\n"));
    assertThat(problems(read("trace: { file: traffic.csv }")))
        .singleElement()
        .asString()
        .contains("a trace of 10001 points");
  }

  private PlanOutcome read(String stage) {
    return PlanReader.read(source(stage), files);
  }

  private static PlanSource source(String stage) {
    return new PlanSource(
        NAME,
        """
        name: replay
        parameters: { name: traffic }
        targets: { shop: { http: 'http://localhost:8080' } }
        scenarios:
          buy:
            target: shop
            load:
              stages:
                - %s
            steps: [{ name: a, request: { path: / } }]
        """
            .formatted(stage),
        Map.of("name", "traffic"));
  }

  private static List<String> problems(PlanOutcome outcome) {
    return ((PlanOutcome.Invalid) outcome).problems().stream().map(PlanProblem::toString).toList();
  }
}
