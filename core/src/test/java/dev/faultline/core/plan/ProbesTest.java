package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.ArrivalSchedule;
import dev.faultline.core.profile.ArrivalSlice;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.run.PlanSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProbesTest {

  @Test
  void aProbeGoesOnUntilSomebodyEndsIt() {
    Plan plan = valid("{ model: probe, every: 1m }");
    ArrivalSchedule schedule = schedule(plan);

    assertThat(plan.isEndless()).isTrue();
    assertThat(plan.scenarios().getFirst().load().isProbe()).isTrue();
    assertThat(schedule.dueMicros(0)).isZero();
    assertThat(schedule.dueMicros(1)).isEqualTo(60_000_000);
    assertThat(schedule.dueMicros(5_256_000)).isEqualTo(TimeUnit.DAYS.toMicros(3650));
    assertThat(valid("{ model: probe, every: 1m, for: forever }")).isEqualTo(plan);
  }

  @Test
  void aProbeMayHaveAnEnd() {
    Plan plan = valid("{ model: probe, every: 5m, for: 1h }");

    assertThat(plan.isEndless()).isFalse();
    assertThat(plan.duration()).isEqualTo(Duration.ofHours(1));
    assertThat(schedule(plan).total()).isEqualTo(12);
    assertThat(schedule(valid("{ model: probe, every: 5m, iterations: 3 }")).total()).isEqualTo(3);
  }

  @Test
  void inAFractionOfItsTimeItIsAskedAsOftenAndWhatHasNoEndHasNone() {
    assertThat(schedule(valid("{ model: probe, every: 1m, for: 1h }").faster(10)).total())
        .isEqualTo(6);
    Plan endless = valid("{ model: probe, every: 1m }");
    assertThat(endless.faster(10)).isEqualTo(endless);
  }

  @Test
  void shardsTakeTurns() {
    ArrivalSchedule schedule = schedule(valid("{ model: probe, every: 1m }"));

    assertThat(new ArrivalSlice(schedule, new Slice(1, 2)).dueMicros(3)).isEqualTo(7 * 60_000_000L);
  }

  @Test
  void mistakesHaveTheirPlaceAndTheFix() {
    assertThat(problems("{ model: probe }"))
        .containsExactly(
            "6 'every' in 'load' is missing; expected a duration from 1s such as 30s, 1m or 5m");
    assertThat(problems("{ model: probe, every: 10ms, for: ever }"))
        .containsExactly(
            "6 '10ms' is not a time between probes; expected a duration from 1s such as 30s, 1m or"
                + " 5m",
            "6 'ever' is not a length; expected forever, or a duration such as 1h or 7d");
    assertThat(problems("{ model: prob, every: 1m }"))
        .containsExactly(
            "6 'prob' is not a load model; expected open (arrivals per second), closed (users) or"
                + " probe (one arrival now and then)");
    assertThat(problems("{ model: probe, every: 1m, stages: [] }"))
        .singleElement()
        .asString()
        .startsWith("6 unknown key 'stages'");
  }

  private static ArrivalSchedule schedule(Plan plan) {
    return new ArrivalSchedule((LoadProfile.Open) plan.scenarios().getFirst().load());
  }

  private static Plan valid(String load) {
    return switch (read(load)) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private static List<String> problems(String load) {
    return switch (read(load)) {
      case PlanOutcome.Valid _ -> throw new AssertionError("the plan is valid");
      case PlanOutcome.Invalid(var problems) ->
          problems.stream()
              .map(
                  each ->
                      "%d %s; expected %s".formatted(each.line(), each.problem(), each.expected()))
              .toList();
    };
  }

  private static PlanOutcome read(String load) {
    return PlanReader.read(
        new PlanSource(
            "plan.yaml",
            """
            name: watch
            targets: { shop: { http: 'http://127.0.0.1:18080' } }
            scenarios:
              watch:
                target: shop
                load: %s
                steps: [{ name: look, request: { path: / } }]
            """
                .formatted(load),
            Map.of()));
  }
}
