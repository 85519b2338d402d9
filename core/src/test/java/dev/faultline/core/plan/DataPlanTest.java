package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.expression.Feed;
import dev.faultline.core.run.PlanSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataPlanTest {

  private static final String REST =
      """
      name: small
      targets: { shop: { http: 'http://localhost:8080' } }
      scenarios:
        buy:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1s }] }
          steps: [{ name: a, request: { path: '/${users.name}' } }]
      """;

  @Test
  void aCsvFileNamesItsColumnsInItsFirstLine() {
    Feed feed =
        feed(
            "csv: users.csv, order: random",
            "name, age\r\nann,\"1,\n2\"\r\n\r\n\"a \"\"b\"\"\",\r\n");

    assertThat(feed)
        .isEqualTo(
            new Feed(
                "users",
                List.of("name", "age"),
                List.of(List.of("ann", "1,\n2"), List.of("a \"b\"", "")),
                Feed.Order.RANDOM));
  }

  @Test
  void aFileOfJsonLinesHasAnObjectInEach() {
    Feed feed =
        feed(
            "jsonl: users.jsonl",
            "{\"name\": \"ann\", \"age\": 3}\n\n{\"age\": null, \"name\": \"${b}\"}\n");

    assertThat(feed)
        .isEqualTo(
            new Feed(
                "users",
                List.of("name", "age"),
                List.of(List.of("ann", "3"), List.of("${b}", "null")),
                Feed.Order.SEQUENTIAL));
  }

  @Test
  void whatIsSubmittedHoldsTheRowsAndReadsTheSame() {
    String yaml = "data: { users: { csv: users.csv, order: unique } }\n" + REST;
    PlanFiles files =
        new PlanFiles("plan.yaml", _ -> "name,b\n\"${x} \u0085\u007f\ud83d\ude00\",2\n");
    PlanSource source = new PlanSource("plan.yaml", yaml, Map.of());
    Plan here = plan(PlanReader.read(source, files));

    PlanSource submitted = files.into(source);
    assertThat(submitted.yaml()).doesNotContain("users.csv");
    assertThat(plan(PlanReader.read(submitted))).isEqualTo(here);
  }

  @Test
  void aPlanIsCutIntoNoMoreShardsThanThereAreUniqueRows() {
    assertThat(
            plan(read("rows: [{ name: a }, { name: b }, { name: c }], order: unique", ""))
                .shards(8))
        .isEqualTo(3);
    assertThat(plan(read("rows: [{ name: a }, { name: b }, { name: c }]", "")).shards(8))
        .isEqualTo(8);
  }

  @Test
  void tellsWhatIsWrongWithAFileInItsPlace() {
    assertThat(mistakes("csv: users.csv", "name,a b\nx\n"))
        .contains(
            "users.csv:1:1: column 'a b'; expected a name of letters, digits, _ -",
            "users.csv:2:1: a row of 1 values; expected 2, one for each column");
    assertThat(mistakes("csv: users.csv", "name\n\"x\n"))
        .contains(
            "users.csv:2:1: a quote without its end;"
                + " expected a quote at the end, and \"\" for one in the text");
    assertThat(mistakes("jsonl: users.csv", "{\"name\":1}\n[]\n{\"nam\":1}\n{\"name\":{}}\n"))
        .contains(
            "users.csv:2:1: no JSON object; expected a JSON object in each line",
            "users.csv:3:1: a row with nam; expected the columns of the first row: name",
            "users.csv:4:1: a value with parts;" + " expected texts, numbers, true, false or null");
  }

  @Test
  void aMistakeInTheDataIsToldOnceAndNotWhereItIsUsed() {
    assertThat(mistakes("rows: 7", ""))
        .containsExactly(
            "plan.yaml:1:24: 'rows' is the text '7';"
                + " expected a list of maps from columns to values");
    assertThat(mistakes("rows: [{ nam: 7 }]", ""))
        .containsExactly(
            "plan.yaml:8:41: unknown name 'users.name'; did you mean 'users.nam'?;"
                + " expected one of users.nam");
  }

  @Test
  void tellsWhatIsWrongInThePlan() {
    assertThat(
            problems(
                """
                data:
                  a.b: { rows: [{ x: 1 }] }
                  none: { rows: [] }
                  both: { rows: [{ x: 1 }], jsonl: [] }
                  other: { rows: [{ x: 1 }, { y: 1 }], order: rnd }
                  gone: { csv: a.csv }
                """))
        .containsExactly(
            "plan.yaml:2:3: 'a.b' is not a name; expected a name of letters, digits, _ -",
            "plan.yaml:3:11: 'rows' is empty; expected a list of maps from columns to values",
            "plan.yaml:4:11: 'rows' beside 'jsonl' in 'both';"
                + " expected exactly one of csv, jsonl, rows",
            "plan.yaml:4:36: 'jsonl' is a list; expected the name of a file",
            "plan.yaml:5:29: a row with y; expected the columns of the first row: x",
            "plan.yaml:5:47: 'rnd' is not an order; expected one of sequential, random, unique",
            "plan.yaml:6:16: 'a.csv': the file is not at hand, for a submitted plan holds what was"
                + " in its files; expected a file beside the plan");
  }

  private static Feed feed(String data, String file) {
    return plan(read(data, file)).scenarios().getFirst().script().feeds().getFirst();
  }

  private static List<String> mistakes(String data, String file) {
    return ((PlanOutcome.Invalid) read(data, file))
        .problems().stream().map(PlanProblem::toString).toList();
  }

  private static PlanOutcome read(String data, String file) {
    String yaml = "data: { users: { %s } }\n".formatted(data) + REST;
    return PlanReader.read(
        new PlanSource("plan.yaml", yaml, Map.of()), new PlanFiles("plan.yaml", _ -> file));
  }

  private static Plan plan(PlanOutcome outcome) {
    return switch (outcome) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(var problems) -> throw new AssertionError("not valid: " + problems);
    };
  }
}
