package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.profile.Wave;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kinds of stages mean. */
class StagesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aStaircaseHoldsEachOfItsLevelsTheFirstAndTheLastAmongThem() {
    assertThat(open("[step: { from: 10, to: 40, by: 10, every: 1m }]"))
        .containsExactly(
            constant(10, MINUTE), constant(20, MINUTE), constant(30, MINUTE), constant(40, MINUTE));
    assertThat(closed("[step: { from: 3, to: 1, by: 1, every: 1s }]"))
        .containsExactly(users(3, SECOND), users(2, SECOND), users(1, SECOND));
  }

  @Test
  void theLastStepIsSmallerWhenTheyDoNotFit() {
    assertThat(open("[step: { from: 0, to: 25, by: 10, every: 1s }]"))
        .containsExactly(
            constant(0, SECOND), constant(10, SECOND), constant(20, SECOND), constant(25, SECOND));
    assertThat(closed("[step: { from: 7, to: 7, by: 10, every: 1s }]"))
        .containsExactly(users(7, SECOND));
  }

  @Test
  void stepsThatAreNoBinaryFractionsAreAsManyAsTheyLook() {
    assertThat(open("[step: { from: 0, to: 1, by: 0.1, every: 1s }]"))
        .hasSize(11)
        .endsWith(constant(1, SECOND));
  }

  @Test
  void aSpikeRisesFromItsBaseAndFallsBackToIt() {
    assertThat(
            open(
                "[spike: { base: 10, peak: 100, before: 1m, rise: 1s, hold: 1m, fall: 1s, after: 1m }]"))
        .containsExactly(
            constant(10, MINUTE),
            new Stage.Ramp(10, 100, SECOND),
            constant(100, MINUTE),
            new Stage.Ramp(100, 10, SECOND),
            constant(10, MINUTE));
  }

  @Test
  void aSpikeWithoutABaseStandsOnTheStageBefore() {
    assertThat(
            closed(
                "[constant: { users: 100, duration: 1m }, spike: { peak: 5000, rise: 1s, hold: 1m },"
                    + " hold: { duration: 1s }]"))
        .containsExactly(
            users(100, MINUTE),
            new UserStage.Ramp(100, 5000, SECOND),
            users(5000, MINUTE),
            users(5000, SECOND));
    assertThat(open("[spike: { peak: 500, hold: 1m, fall: 1s }]"))
        .containsExactly(constant(500, MINUTE), new Stage.Ramp(500, 0, SECOND));
  }

  @Test
  void aSineIsHeldWhereItEnds() {
    assertThat(
            open(
                "[sine: { mean: 100, amplitude: 80, period: 24h, phase: 18h, duration: 12h },"
                    + " hold: { duration: 1m }]"))
        .containsExactly(
            new Stage.Sine(
                new Wave(100, 80, Duration.ofHours(24), Duration.ofHours(18)),
                Duration.ofHours(12)),
            constant(180, MINUTE));
    assertThat(
            closed(
                "[sine: { mean: 10, amplitude: 10, period: 4s, duration: 3s }, hold: { duration: 1s }]"))
        .containsExactly(
            new UserStage.Sine(
                new Wave(10, 10, Duration.ofSeconds(4), Duration.ZERO), Duration.ofSeconds(3)),
            users(0, SECOND));
  }

  @Test
  void aTraceGoesStraightFromPointToPoint() {
    assertThat(
            open("[trace: { points: [[0s, 10], [1m, 10], [61, 3000/m], [61.0, 0], [2m1s, 5]] }]"))
        .containsExactly(
            constant(10, MINUTE), new Stage.Ramp(10, 50, SECOND), new Stage.Ramp(0, 5, MINUTE));
    assertThat(closed("[trace: { points: [[1763712000, 1], [1763712001, 3]] }]"))
        .containsExactly(new UserStage.Ramp(1, 3, SECOND));
  }

  @Test
  void aScenarioMayBeginLater() {
    String plan =
        """
        scenarios:
          late:
            target: shop
            startAfter: 1m
            load: { %s }
            steps: [{ name: a, request: { path: / } }]
        """;

    assertThat(load(plan.formatted("stages: [constant: { rate: 5, duration: 1s }]")))
        .isEqualTo(new LoadProfile.Open(List.of(constant(0, MINUTE), constant(5, SECOND))));
    assertThat(
            load(plan.formatted("model: closed, stages: [constant: { users: 5, duration: 1s }]")))
        .isEqualTo(
            new LoadProfile.Closed(List.of(users(0, MINUTE), users(5, SECOND)), Duration.ZERO));
  }

  private static Stage constant(double rate, Duration duration) {
    return new Stage.Constant(rate, duration);
  }

  private static UserStage users(int users, Duration duration) {
    return UserStage.constant(users, duration);
  }

  private static List<Stage> open(String stages) {
    return ((LoadProfile.Open) load(scenario("stages: " + stages))).stages();
  }

  private static List<UserStage> closed(String stages) {
    return ((LoadProfile.Closed) load(scenario("model: closed, stages: " + stages))).stages();
  }

  private static String scenario(String load) {
    return """
    scenarios:
      buy: { target: shop, load: { %s }, steps: [{ name: a, request: { path: / } }] }
    """
        .formatted(load);
  }

  private static LoadProfile load(String plan) {
    return Plans.plan(plan).scenarios().getFirst().load();
  }
}
