package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.PROTOCOLS;
import static dev.faultline.core.plan.Plans.problems;
import static dev.faultline.core.plan.Plans.problemsOfWhole;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The messages of a plan's general make-up, as a user reads them. */
class PlanMistakesTest {

  @Test
  void tellsWhatAnEmptyPlanNeeds() {
    String empty = "plan.yaml:1:1: the plan is empty; expected a map with name, targets, scenarios";

    assertThat(problemsOfWhole("")).containsExactly(empty);
    assertThat(problemsOfWhole("# nothing yet\n")).containsExactly(empty);
    assertThat(problemsOfWhole("null")).containsExactly(empty);
  }

  @Test
  void tellsWhatAPlanIsWhenItIsNoMap() {
    assertThat(problemsOfWhole("just text"))
        .containsExactly(
            "plan.yaml:1:1: the plan is the text 'just text'; expected a map with name, targets,"
                + " scenarios");
    assertThat(problemsOfWhole("- a"))
        .containsExactly(
            "plan.yaml:1:1: the plan is a list; expected a map with name, targets, scenarios");
  }

  @Test
  void tellsEveryMissingSection() {
    assertThat(problemsOfWhole("maxDroppedShare: 0"))
        .containsExactly(
            "plan.yaml:1:1: 'name' in the plan is missing;"
                + " expected a name of letters, digits, . _ -",
            "plan.yaml:1:1: 'targets' in the plan is missing;"
                + " expected a map with at least one target",
            "plan.yaml:1:1: 'scenarios' in the plan is missing;"
                + " expected a map with at least one scenario");
  }

  @Test
  void tellsSectionsThatNameNothing() {
    assertThat(
            problems(
                """
                targets:
                  shop: { http: 'http://localhost:1' }
                scenarios: {}
                """))
        .containsExactly(
            "plan.yaml:3:1: 'scenarios' is empty; expected a map with at least one scenario");
  }

  @Test
  void suggestsTheKeyThatWasMeant() {
    assertThat(problems("treshold: {}\nfautls:\n"))
        .containsExactly(
            "plan.yaml:1:1: unknown key 'treshold' in the plan; did you mean 'thresholds'?;"
                + " expected one of name, parameters, secrets, targets, proxies, seed, data, load, scenarios, faults,"
                + " resources, thresholds, maxDroppedShare",
            "plan.yaml:2:1: unknown key 'fautls' in the plan; did you mean 'faults'?;"
                + " expected one of name, parameters, secrets, targets, proxies, seed, data, load, scenarios, faults,"
                + " resources, thresholds, maxDroppedShare");
  }

  @Test
  void doesNotGuessWhenNothingIsClose() {
    assertThat(problems("owner: me\n").getFirst())
        .startsWith("plan.yaml:1:1: unknown key 'owner' in the plan; expected one of");
  }

  @Test
  void tellsDuplicateKeysWhereTheyStandAgain() {
    assertThat(problems("name: a\nmaxDroppedShare: 0\nname: b\n"))
        .containsExactly(
            "plan.yaml:3:1: key 'name' again; it stands in line 1 already; expected each key once");
  }

  @Test
  void tellsTheTypeThatWasFound() {
    assertThat(problems("name: [a]\nfaults: soon\nproxies:\n  - db\n"))
        .containsExactly(
            "plan.yaml:1:7: 'name' is a list; expected a name of letters, digits, . _ -",
            "plan.yaml:2:9: 'faults' is the text 'soon';"
                + " expected a map from the name of each fault to what it is",
            "plan.yaml:4:3: 'proxies' is a list;"
                + " expected a map from the name of each proxy to what it is");
  }

  @Test
  void tellsValuesOutOfRange() {
    assertThat(problems("name: my plan\nmaxDroppedShare: 5%\n"))
        .containsExactly(
            "plan.yaml:1:7: 'my plan' is not a name; expected a name of letters, digits, . _ -",
            "plan.yaml:2:18: '5%' is not a share; expected a number from 0 to 1 such as 0.05");
  }

  @Test
  void tellsWhatIsWrongWithTargetsAndProxies() {
    assertThat(
            problems(
                """
                targets:
                  shop:
                    htp: http://x
                  "bad name!": { http: ftp://x }
                  far: { http: 'http://h:70000' }
                  deep: { http: 'http://h:80/path' }
                proxies:
                  db: { listen: 1001, upstream: "db:0" }
                  dc: { listen: "h:1", upstream: "h:1" }
                  dd: { listen: "h:1", upstream: "h:2" }
                """))
        .containsExactly(
            "plan.yaml:2:3: 'shop' has none of "
                + PROTOCOLS
                + "; expected exactly one of "
                + PROTOCOLS,
            "plan.yaml:3:5: unknown key 'htp' in 'shop'; did you mean 'http'?;"
                + " expected one of "
                + PROTOCOLS
                + ","
                + " tls, auth",
            "plan.yaml:4:3: 'bad name!' is not a name; expected a name of letters, digits, . _ -",
            "plan.yaml:4:24: 'ftp://x' is not an HTTP base address;"
                + " expected http://host:port or https://host:port without a path",
            "plan.yaml:5:16: 'http://h:70000' is not an HTTP base address;"
                + " expected http://host:port or https://host:port without a path",
            "plan.yaml:6:17: 'http://h:80/path' is not an HTTP base address;"
                + " expected http://host:port or https://host:port without a path",
            "plan.yaml:8:17: '1001' is not an address;"
                + " expected host:port with a port from 1 to 65535",
            "plan.yaml:8:33: 'db:0' is not an address;"
                + " expected host:port with a port from 1 to 65535",
            "plan.yaml:9:3: proxy 'dc' would connect to itself;"
                + " expected an upstream other than where it listens",
            "plan.yaml:10:17: proxy 'dc' listens at h:1 already;"
                + " expected an address of its own");
  }

  @Test
  void keepsAMessageOnOneLineWhateverWasFound() {
    assertThat(problems("name: \"a\\nb\"\n"))
        .containsExactly(
            "plan.yaml:1:7: 'a\\nb' is not a name; expected a name of letters, digits, . _ -");
  }
}
