package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.plan;
import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.ArrivalSchedule;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Spacing;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.profile.UserStage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A load that scenarios share, limits of iterations, and arrivals at random. */
class LoadSharingTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void scenariosWithoutALoadShareThePlansByWeight() {
    List<LoadProfile> loads =
        loads(
            """
            load: { stages: [constant: { rate: 100, duration: 1m }] }
            scenarios:
              browse: { target: shop, weight: 7, steps: [{ name: a, request: { path: / } }] }
              search: { target: shop, weight: 2, steps: [{ name: a, request: { path: / } }] }
              buy: { target: shop, steps: [{ name: a, request: { path: / } }] }
              own:
                target: shop
                load: { stages: [constant: { rate: 5, duration: 1m }] }
                steps: [{ name: a, request: { path: / } }]
            """);
    assertThat(loads.stream().map(LoadSharingTest::arrivals))
        .containsExactly(70 * 60L, 20 * 60L, 10 * 60L, 5 * 60L);
  }

  @Test
  void usersAndIterationsAreSharedWithoutRemainder() {
    List<LoadProfile> loads =
        loads(
            """
            load:
              model: closed
              iterations: 100
              stages: [ramp: { from: 1, to: 10, duration: 1m }]
            scenarios:
              one: { target: shop, steps: [{ name: a, request: { path: / } }] }
              two: { target: shop, steps: [{ name: a, request: { path: / } }] }
              three: { target: shop, steps: [{ name: a, request: { path: / } }] }
            """);
    assertThat(loads.stream().map(LoadProfile.Closed.class::cast))
        .extracting(LoadProfile.Closed::iterations)
        .containsExactly(33L, 34L, 33L);
    assertThat(loads.stream().map(LoadProfile.Closed.class::cast))
        .flatExtracting(LoadProfile.Closed::stages)
        .containsExactly(
            new UserStage.Ramp(0, 3, MINUTE),
            new UserStage.Ramp(1, 4, MINUTE),
            new UserStage.Ramp(0, 3, MINUTE));
  }

  @Test
  void arrivalsAreEvenUnlessTheyArePoissonWithASeedOfEachScenariosOwn() {
    String scenarios =
        """
        scenarios:
          one: { target: shop, load: { arrivals: poisson, stages: [constant: { rate: 1, duration: 1m }] }, steps: [{ name: a, request: { path: / } }] }
          two: { target: shop, load: { arrivals: poisson, stages: [constant: { rate: 1, duration: 1m }] }, steps: [{ name: a, request: { path: / } }] }
          three: { target: shop, load: { arrivals: even, stages: [constant: { rate: 1, duration: 1m }] }, steps: [{ name: a, request: { path: / } }] }
        """;
    assertThat(spacings(scenarios))
        .containsExactly(Spacing.Poisson.of(1, "one"), Spacing.Poisson.of(1, "two"), Spacing.EVEN)
        .doesNotHaveDuplicates();
    assertThat(spacings("seed: 7\n" + scenarios)).startsWith(Spacing.Poisson.of(7, "one"));
  }

  @Test
  void anOpenLoadEndsWithTheLastOfItsIterations() {
    LoadProfile.Open limited =
        (LoadProfile.Open)
            ofLoad(
                "{ iterations: 90, stages: [constant: { rate: 10, duration: 5s }, hold: { duration: 1h }] }");
    assertThat(arrivals(limited)).isEqualTo(90);
    assertThat(limited.duration()).isBetween(Duration.ofMillis(8_900), Duration.ofSeconds(9));
    assertThat(limited.stages())
        .hasSize(2)
        .startsWith(new Stage.Constant(10, Duration.ofSeconds(5)));
  }

  @Test
  void moreIterationsThanThereIsTimeForChangeNothing() {
    assertThat(ofLoad("{ iterations: 301, stages: [constant: { rate: 5, duration: 1m }] }"))
        .isEqualTo(ofLoad("{ stages: [constant: { rate: 5, duration: 1m }] }"));
  }

  @Test
  void tellsAWeightThatIsAShareOfNothing() {
    assertThat(
            problems(
                """
                scenarios:
                  one: { target: shop, weight: 1, steps: [{ name: a, request: { path: / } }] }
                """))
        .containsExactly(
            "plan.yaml:2:24: 'weight' without a load to share;"
                + " expected 'load' beside 'scenarios', or in this one");
  }

  @Test
  void tellsAWeightBesideALoad() {
    assertThat(
            problems(
                """
                load: { stages: [constant: { rate: 1, duration: 1m }] }
                scenarios:
                  one:
                    target: shop
                    weight: 2
                    load: { stages: [constant: { rate: 1, duration: 1m }] }
                    steps: [{ name: a, request: { path: / } }]
                """))
        .containsExactly(
            "plan.yaml:1:1: a load that no scenario shares;"
                + " expected a scenario without a load of its own",
            "plan.yaml:5:5: 'weight' beside 'load';"
                + " expected one of them: a weight is a share of the plan's load");
  }

  @Test
  void tellsMistakesOfASharedLoadOnce() {
    assertThat(
            problems(
                """
                load: { iterations: 0, arrivals: random, stages: [constant: { rate: 1, duration: 1m }] }
                scenarios:
                  one: { target: shop, weight: 0, steps: [{ name: a, request: { path: / } }] }
                  two: { target: shop, steps: [{ name: a, request: { path: / } }] }
                """))
        .containsExactly(
            "plan.yaml:1:21: '0' is not a number of iterations;"
                + " expected a whole number from 1 to 999999999",
            "plan.yaml:1:34: 'random' is not a kind of arrivals;"
                + " expected even, or poisson (independent of each other)",
            "plan.yaml:3:32: '0' is not a weight; expected a number above 0 such as 3 or 0.5");
  }

  @Test
  void tellsArrivalsOfUsers() {
    assertThat(
            problems(
                """
                scenarios:
                  one:
                    target: shop
                    load: { model: closed, arrivals: poisson, stages: [constant: { users: 1, duration: 1m }] }
                    steps: [{ name: a, request: { path: / } }]
                """))
        .containsExactly(
            "plan.yaml:4:28: 'arrivals' in a closed load, whose users begin when they are ready;"
                + " expected none, or 'model: open' beside it");
  }

  @Test
  void tellsASeedThatIsNone() {
    assertThat(problems("seed: lucky\n"))
        .containsExactly(
            "plan.yaml:1:7: 'lucky' is not a seed; expected a whole number from 0 to 999999999");
  }

  private static LoadProfile ofLoad(String load) {
    return loads(
            """
            scenarios:
              one: { target: shop, load: %s, steps: [{ name: a, request: { path: / } }] }
            """
                .formatted(load))
        .getFirst();
  }

  private static List<Spacing> spacings(String sections) {
    return loads(sections).stream()
        .map(LoadProfile.Open.class::cast)
        .map(LoadProfile.Open::spacing)
        .toList();
  }

  private static List<LoadProfile> loads(String sections) {
    return plan(sections).scenarios().stream().map(Scenario::load).toList();
  }

  private static long arrivals(LoadProfile load) {
    return new ArrivalSchedule((LoadProfile.Open) load).total();
  }
}
