package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static dev.faultline.core.plan.Plans.problemsOfWhole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Texts that are no YAML, or more YAML than a plan needs. */
class YamlMistakesTest {

  @Test
  void tellsTabsInTheIndentation() {
    assertThat(problemsOfWhole("targets:\n\tshop: 1\n"))
        .containsExactly(
            "plan.yaml:2:1: a tab where YAML allows none;"
                + " expected spaces: YAML is not indented by tabs");
  }

  @Test
  void tellsWhereTheSyntaxBreaks() {
    assertThat(problemsOfWhole("a: [1, 2\nb: 3\n"))
        .containsExactly(
            "plan.yaml:2:2: while parsing a flow sequence (from line 1):"
                + " expected ',' or ']', but got :; expected valid YAML");
    assertThat(problemsOfWhole("a: b: c\n"))
        .containsExactly("plan.yaml:1:5: mapping values are not allowed here; expected valid YAML");
    assertThat(problemsOfWhole("a: @x\n"))
        .containsExactly(
            "plan.yaml:1:4: found character '@' that cannot start any token; expected valid YAML");
  }

  @Test
  void tellsAnAliasWithoutAnAnchor() {
    assertThat(problemsOfWhole("name: x\na: *none\n"))
        .containsExactly("plan.yaml:2:4: found undefined alias none; expected valid YAML");
  }

  @Test
  void tellsASecondDocument() {
    assertThat(problemsOfWhole("a: 1\n---\nb: 2\n"))
        .containsExactly(
            "plan.yaml:2:1: expected a single document in the stream (from line 1):"
                + " but found another document; expected valid YAML");
  }

  @Test
  void tellsUnprintableCharacters() {
    assertThat(problemsOfWhole("name: x\nb: 😀\u0007\n"))
        .containsExactly("plan.yaml:2:5: character U+0007; expected printable characters only");
    assertThat(problemsOfWhole("# more than a buffer\n".repeat(200) + "a: \u0007\n"))
        .containsExactly("plan.yaml:201:4: character U+0007; expected printable characters only");
  }

  @Test
  void tellsTags() {
    assertThat(problemsOfWhole("a: !env x\nb: !!java.io.File [x]\n"))
        .containsExactly(
            "plan.yaml:1:4: tag '!env'; expected a value without a tag",
            "plan.yaml:2:4: tag 'tag:yaml.org,2002:java.io.File'; expected a value without a tag");
  }

  @Test
  void tellsKeysThatAreNoText() {
    assertThat(problems("[a, b]: 1\n"))
        .containsExactly("plan.yaml:1:1: a key of the plan is no text; expected a text as key");
  }

  @Test
  void sharesPartsByAnchorsAndMergesThem() {
    Plan plan =
        Plans.plan(
            """
            scenarios:
              one: &one
                target: shop
                load: { stages: [constant: { rate: 1, duration: 1s }] }
                limits: &limits { inFlight: 7, connections: 8 }
                steps: [{ name: a, request: { path: / } }]
              two:
                <<: *one
                limits: { <<: *limits, connections: 9 }
            """);

    assertThat(plan.scenarios())
        .extracting(Scenario::name, Scenario::maxInFlight, Scenario::maxConnections)
        .containsExactly(tuple("one", 7, 8), tuple("two", 7, 9));
  }

  @Test
  void tellsAMistakeInASharedPartOnce() {
    assertThat(
            problems(
                """
                faults:
                  one: &one { at: 1s, duration: 1s, proxy: db, down: { a: 1 } }
                  two: *one
                """))
        .containsExactly("plan.yaml:2:56: unknown key 'a' in 'down'; expected no keys");
  }

  @Test
  void refusesAnAliasOfItself() {
    assertThat(problems("name: &a [*a]\n"))
        .containsExactly(
            "plan.yaml:1:11: '*a' within what it stands for; expected an alias of something else");
    assertThat(problemsOfWhole("a: &a { b: &b [*b], c: { d: *a } }\n"))
        .containsExactly(
            "plan.yaml:1:16: '*b' within what it stands for; expected an alias of something else");
  }

  @Test
  void refusesBombsAtTheLimit() {
    String aliases = String.join(", ", Collections.nCopies(100_000, "*a"));
    assertThat(problemsOfWhole("a: &a [x]\nb: [" + aliases + "]\n"))
        .containsExactly("plan.yaml:2:205: too many aliases; expected at most 50 in a document");

    assertThat(problemsOfWhole("[".repeat(100_000)))
        .containsExactly("plan.yaml:1:51: nested too deeply; expected at most 50 levels");
    assertThat(problemsOfWhole("- ".repeat(100_000)))
        .containsExactly("plan.yaml:1:101: nested too deeply; expected at most 50 levels");
  }
}
