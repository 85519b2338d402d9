package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A load is wholly open or wholly closed. */
class LoadMistakesTest {

  private static final String USERS = "expected a whole number of users from 0 to 100000";

  @Test
  void tellsAnUnknownModelAndNothingElseAboutTheLoad() {
    assertThat(ofLoad("{ model: close, stages: [constant: { users: five }] }"))
        .containsExactly(
            "plan.yaml:5:20: 'close' is not a load model;"
                + " expected open (arrivals per second), closed (users)"
                + " or probe (one arrival now and then)");
  }

  @Test
  void tellsUsersInAnOpenLoadAndRatesInAClosedOne() {
    assertThat(
            ofLoad(
                "{ stages: [constant: { rate: 1, duration: 1s }, constant: { users: 5, duration: 1s }] }"))
        .containsExactly(
            "plan.yaml:5:71: 'users' in a load whose model is open;"
                + " expected 'rate', or 'model: closed' for the whole load");
    assertThat(
            ofLoad(
                "{ model: closed,"
                    + " stages: [constant: { users: 1, rate: 5, duration: 1s }, hold: { duration: 1s }] }"))
        .containsExactly(
            "plan.yaml:5:59: 'rate' in a load whose model is closed;"
                + " expected 'users', or 'model: open' for the whole load");
  }

  @Test
  void tellsThinkTimeWithoutUsers() {
    assertThat(ofLoad("{ thinkTime: 1s, stages: [constant: { rate: 1, duration: 1s }] }"))
        .containsExactly(
            "plan.yaml:5:13: 'thinkTime' in an open load, which has no users;"
                + " expected 'model: closed' beside it, or a pause among the steps");
  }

  @Test
  void tellsUsersThatAreNoWholeNumber() {
    assertThat(
            problems(
                """
                scenarios:
                  buy:
                    target: shop
                    steps: [{ name: a, request: { path: / } }]
                    load:
                      model: closed
                      thinkTime: -1s
                      stages:
                        - hold: { duration: 1s }
                        - constant: { users: 2.5, duration: 1s }
                        - ramp: { to: 100001, duration: 1s }
                        - constant: { duration: 1s }
                """))
        .containsExactly(
            "plan.yaml:7:18: '-1s' is not a duration;"
                + " expected a duration such as 250ms, 10s, 1m30s or 2h",
            "plan.yaml:9:11: 'hold' is the first stage;"
                + " expected another stage before it: it holds its users",
            "plan.yaml:10:30: '2.5' is not a number of users; " + USERS,
            "plan.yaml:11:23: '100001' is not a number of users; " + USERS,
            "plan.yaml:12:11: 'users' in 'constant' is missing; " + USERS);
  }

  @Test
  void tellsLimitsThatWouldHoldUsersBack() {
    assertThat(
            ofLoad(
                """
                { model: closed, stages: [ramp: { to: 50, duration: 1s }, ramp: { to: 3, duration: 1s }] }
                    limits: { inFlight: 100, connections: 49 }"""))
        .containsExactly(
            "plan.yaml:6:15: 'inFlight' for a closed load;"
                + " expected none: each user has one iteration in flight at a time",
            "plan.yaml:6:43: fewer connections than users;"
                + " expected at least 50, or none given: a connection for each user");
  }

  private static List<String> ofLoad(String load) {
    return problems(
        """
        scenarios:
          buy:
            target: shop
            steps: [{ name: a, request: { path: / } }]
            load: %s
        """
            .formatted(load));
  }
}
