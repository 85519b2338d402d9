package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.threshold.Threshold;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sound plan means; DemoPlanTest reads a whole one. */
class PlanReaderTest {

  @Test
  void theSmallestPlanHasDefaultsForAllTheRest() {
    Plan plan = Plans.plan("proxies:\n");

    assertThat(plan.maxDroppedShare()).isEqualTo(0.05);
    assertThat(plan.needsInjector()).isFalse();
    assertThat(plan.thresholds()).isEmpty();
    Scenario scenario = plan.scenarios().getFirst();
    assertThat(scenario.maxInFlight()).isEqualTo(1000);
    assertThat(scenario.maxConnections()).isEqualTo(256);
    assertThat(scenario.steps())
        .containsExactly(
            Step.Request.fixed(
                "home",
                "GET",
                "/",
                Map.of(),
                Optional.empty(),
                Duration.ofSeconds(10),
                Expectation.BELOW_400));
  }

  @Test
  void stagesGoOnWhereTheOneBeforeEnded() {
    Plan plan =
        Plans.plan(
            """
            scenarios:
              buy:
                target: shop
                steps: [{ name: a, request: { path: / } }]
                load:
                  stages:
                    - ramp: { to: 10/s, duration: 1m }
                    - hold: { duration: 30s }
                    - ramp: { to: 3000/m, duration: 1h }
                    - constant: { rate: 1800/h, duration: 500ms }
                    - hold: { duration: 1m30s }
                    - ramp: { from: 2.5, to: 0, duration: 1s }
            """);

    assertThat(plan.scenarios().getFirst().load())
        .isEqualTo(
            new LoadProfile.Open(
                List.of(
                    new Stage.Ramp(0, 10, Duration.ofMinutes(1)),
                    new Stage.Constant(10, Duration.ofSeconds(30)),
                    new Stage.Ramp(10, 50, Duration.ofHours(1)),
                    new Stage.Constant(0.5, Duration.ofMillis(500)),
                    new Stage.Constant(0.5, Duration.ofSeconds(90)),
                    new Stage.Ramp(2.5, 0, Duration.ofSeconds(1)))));
  }

  @Test
  void theStagesOfAClosedLoadCountUsersWhoMayThink() {
    Plan plan =
        Plans.plan(
            """
            scenarios:
              buy:
                target: shop
                steps: [{ name: a, request: { path: / } }]
                load:
                  model: closed
                  thinkTime: 1500ms
                  stages:
                    - ramp: { to: 50, duration: 30s }
                    - hold: { duration: 5m }
                    - ramp: { from: 20, to: 0, duration: 10s }
                    - constant: { users: 3, duration: 1s }
            """);

    Scenario scenario = plan.scenarios().getFirst();
    assertThat(scenario.load())
        .isEqualTo(
            new LoadProfile.Closed(
                List.of(
                    new UserStage.Ramp(0, 50, Duration.ofSeconds(30)),
                    new UserStage.Ramp(50, 50, Duration.ofMinutes(5)),
                    new UserStage.Ramp(20, 0, Duration.ofSeconds(10)),
                    new UserStage.Ramp(3, 3, Duration.ofSeconds(1))),
                Duration.ofMillis(1500)));
    assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(341));
    assertThat(scenario.maxInFlight()).isEqualTo(50);
    assertThat(scenario.maxConnections()).isEqualTo(50);
  }

  @Test
  void openAndClosedScenariosMayStandSideBySide() {
    Plan plan =
        Plans.plan(
            """
            scenarios:
              buy:
                target: shop
                steps: [{ name: a, request: { path: / } }]
                load: { model: closed, stages: [constant: { users: 5, duration: 2s }] }
                limits: { connections: 9, timeout: 1s }
              browse:
                target: shop
                steps: [{ name: a, request: { path: / } }]
                load: { model: open, stages: [constant: { rate: 5, duration: 1s }] }
            """);

    assertThat(plan.scenarios())
        .extracting(Scenario::load)
        .containsExactly(
            new LoadProfile.Closed(
                List.of(UserStage.constant(5, Duration.ofSeconds(2))), Duration.ZERO),
            new LoadProfile.Open(List.of(new Stage.Constant(5, Duration.ofSeconds(1)))));
    assertThat(plan.scenarios().getFirst().maxConnections()).isEqualTo(9);
  }

  @Test
  void stepsKeepTheirOrderAndTakeTheScenariosTimeoutUnlessTheyHaveTheirOwn() {
    Plan plan =
        Plans.plan(
            """
            scenarios:
              buy:
                target: shop
                limits: { timeout: 2s }
                load: { stages: [constant: { rate: 1, duration: 1s }] }
                steps:
                  - { name: a, request: { path: /a, headers: { x-b: 1, x-a: 2 } } }
                  - pause: 500ms
                  - { name: think, pause: 1s }
                  - name: b
                    request: { path: '/b?q=%20', method: PUT }
                    timeout: 9s
            """);

    Scenario scenario = plan.scenarios().getFirst();
    assertThat(scenario.measuredSteps()).containsExactly("a", "b");
    assertThat(scenario.steps().get(1))
        .isEqualTo(new Step.Pause("pause-2", Duration.ofMillis(500)));
    assertThat(scenario.steps().get(2)).isEqualTo(new Step.Pause("think", Duration.ofSeconds(1)));
    Step.Request first = (Step.Request) scenario.steps().get(0);
    Step.Request last = (Step.Request) scenario.steps().get(3);
    assertThat(first.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(first.headers())
        .containsExactly(Map.entry("x-b", Template.of("1")), Map.entry("x-a", Template.of("2")));
    assertThat(last.timeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(last.method()).isEqualTo("PUT");
    assertThat(last.path()).isEqualTo(Template.of("/b?q=%20"));
  }

  @Test
  void addressesMayBeOfAnyKindAndHttpHasItsDefaultPort() {
    Plan plan =
        Plans.plan(
            """
            targets:
              shop: { http: http://example.org/ }
              six: { http: 'http://[::1]:8080' }
            proxies:
              db: { listen: '[::1]:5432', upstream: my_db.internal:5432 }
            """);

    assertThat(plan.targets())
        .containsExactly(
            new Target.Http("shop", URI.create("http://example.org:80")),
            new Target.Http("six", URI.create("http://[::1]:8080")));
    assertThat(plan.proxies())
        .containsExactly(
            new Proxy(
                "db",
                InetSocketAddress.createUnresolved("::1", 5432),
                InetSocketAddress.createUnresolved("my_db.internal", 5432)));
    assertThat(plan.needsInjector()).isTrue();
  }

  @Test
  void faultsMayLastToTheVeryEndOfTheLoad() {
    Plan plan =
        Plans.plan(
            """
            faults:
              slow: { at: 0s, duration: 1m, proxy: db, latency: { delay: 10ms } }
              gone: { at: 59s, duration: 1s, proxy: db, down: {} }
              gone-too: { at: 1s, duration: 1s, proxy: db, down: }
            """);

    assertThat(plan.duration()).isEqualTo(Duration.ofMinutes(1));
    assertThat(plan.faults())
        .extracting(FaultSpec::name, FaultSpec::action)
        .containsExactly(
            tuple("slow", new FaultAction.ProxyLatency("db", Duration.ofMillis(10), Duration.ZERO)),
            tuple("gone", new FaultAction.ProxyDown("db")),
            tuple("gone-too", new FaultAction.ProxyDown("db")));
  }

  @Test
  void thresholdsMayBeOneExpressionOrAListOfThem() {
    Plan plan =
        Plans.plan(
            """
            thresholds:
              response_time{scenario:browse, step:home}: [p(99.9) <= 500, "max<900"]
              dropped{scenario:browse}: rate == 0
            """);

    assertThat(plan.thresholds())
        .extracting(Threshold::written, threshold -> threshold.expression().written())
        .containsExactly(
            tuple("response_time{scenario:browse, step:home}", "p(99.9) <= 500"),
            tuple("response_time{scenario:browse, step:home}", "max<900"),
            tuple("dropped{scenario:browse}", "rate == 0"));
  }

  @Test
  void aThresholdMayEndTheRun() {
    Plan plan =
        Plans.plan(
            """
            thresholds:
              failed: { threshold: rate<0.5, abortOnFail: true, delayAbortEval: 30s }
              response_time:
                - p(95)<500
                - { threshold: p(99)<900, abortOnFail: true }
                - { threshold: max<2000, abortOnFail: false }
            """);

    assertThat(plan.thresholds())
        .extracting(threshold -> threshold.expression().written(), Threshold::abortAfter)
        .containsExactly(
            tuple("rate<0.5", Optional.of(Duration.ofSeconds(30))),
            tuple("p(95)<500", Optional.empty()),
            tuple("p(99)<900", Optional.of(Duration.ZERO)),
            tuple("max<2000", Optional.empty()));
  }
}
