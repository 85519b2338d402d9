package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.run.PlanSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code --speedup} compresses, and what it leaves. */
class SpeedupTest {

  private static final String PLAN =
      """
      name: night
      targets: { shop: { http: 'http://localhost:8080' } }
      proxies: { db: { listen: 'localhost:1001', upstream: 'db:1002' } }
      scenarios:
        buy:
          target: shop
          startAfter: 1m
          load: { stages: [ramp: { to: 1000, duration: 2m }, sine: { mean: 5, amplitude: 5, period: 10m, phase: 5m, duration: 30m }] }
          limits: { timeout: 10s }
          steps: [{ name: a, request: { path: / } }, { name: think, pause: 1s }]
        users:
          target: shop
          load: { model: closed, stages: [constant: { users: 5, duration: 1h }], thinkTime: 1s }
          steps: [{ name: b, request: { path: / } }]
      faults: { slow: { at: 10m, duration: 5m, proxy: db, latency: { delay: 250ms } } }
      thresholds:
        http_reqs: { threshold: count>1000, abortOnFail: true, delayAbortEval: 10m }
      """;

  @Test
  void isAsIfAllTimesOfStagesAndFaultsHadBeenWrittenShorter() {
    String shorter =
        PLAN.replace("startAfter: 1m", "startAfter: 6s")
            .replace("duration: 2m", "duration: 12s")
            .replace(
                "period: 10m, phase: 5m, duration: 30m", "period: 1m, phase: 30s, duration: 3m")
            .replace("duration: 1h", "duration: 6m")
            .replace("at: 10m, duration: 5m", "at: 1m, duration: 30s")
            .replace("delayAbortEval: 10m", "delayAbortEval: 1m");

    assertThat(plan(source(PLAN).withSpeedup("10"))).isEqualTo(plan(source(shorter)));
  }

  @Test
  void oneIsThePlanAsItIs() {
    assertThat(plan(source(PLAN).withSpeedup("1"))).isEqualTo(plan(source(PLAN)));
  }

  @Test
  void nothingBecomesSoShortThatItIsGone() {
    Plan plan =
        plan(source(PLAN.replace("startAfter: 1m", "startAfter: 1us")).withSpeedup("10000"));

    assertThat(((LoadProfile.Open) plan.scenarios().getFirst().load()).stages().getFirst())
        .isEqualTo(new Stage.Constant(0, Duration.ofNanos(1000)));
  }

  @Test
  void travelsInThePlansSource() {
    PlanSource source = new PlanSource("p.yaml", PLAN, Map.of("a", "b")).withSpeedup("60");

    assertThat(source.parameters()).isEqualTo(Map.of("a", "b", PlanSource.SPEEDUP, "60"));
    assertThat(Formats.NAME.parse(PlanSource.SPEEDUP)).as("no parameter of a plan").isEmpty();
  }

  @Test
  void tellsWhatIsNoSpeedup() {
    for (String wrong : List.of("0", "0.5", "fast", "10001", "-2")) {
      assertThat(Plans.problems("", Map.of(PlanSource.SPEEDUP, wrong)))
          .containsExactly(
              "plan.yaml:1:1: '%s' is not a speedup; expected a number from 1 to 10000 such as 60"
                  .formatted(wrong));
    }
  }

  private static PlanSource source(String yaml) {
    return new PlanSource("p.yaml", yaml, Map.of());
  }

  private static Plan plan(PlanSource source) {
    PlanOutcome outcome = PlanReader.read(source);
    assertThat(outcome).isInstanceOf(PlanOutcome.Valid.class);
    return ((PlanOutcome.Valid) outcome).plan();
  }
}
