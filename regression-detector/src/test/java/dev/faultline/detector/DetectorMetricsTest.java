package dev.faultline.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.Series;
import dev.faultline.testkit.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DetectorMetricsTest {

  private static final RunId RUN = new RunId(new UUID(7, 1));
  private static final RunId OTHER = new RunId(new UUID(7, 2));

  private final ManualClock clock = new ManualClock(5_000_000);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DetectorMetrics metrics = new DetectorMetrics(registry, clock);

  private static RegressionEvent event(
      RunId runId, RegressionPhase phase, Attribution attribution, Optional<String> fault) {
    Degradation degradation =
        new Degradation(
            new Series(runId, "shop", "order"),
            Metric.RESPONSE_TIME_P95,
            1,
            4_000_000,
            OptionalLong.empty(),
            20,
            100);
    Explanation explanation =
        new Explanation(attribution, fault, "because", OptionalLong.empty(), OptionalLong.empty());
    return new RegressionEvent("shop/order/1", phase, 4_000_000, degradation, explanation);
  }

  private static RegressionEvent unexplained(RunId runId, RegressionPhase phase) {
    return event(runId, phase, Attribution.UNEXPLAINED, Optional.empty());
  }

  private double open(String attribution) {
    return registry
        .get("faultline.regressions.open")
        .tag("attribution", attribution)
        .gauge()
        .value();
  }

  private double total(String attribution) {
    return registry.get("faultline.regressions").tag("attribution", attribution).counter().count();
  }

  @Test
  void aRegressionIsShownWithItsPlaceUntilItIsResolved() {
    metrics.regression(unexplained(RUN, RegressionPhase.OPENED));

    assertThat(
            registry
                .get("faultline.regression.active")
                .tags("scenario", "shop", "step", "order", "metric", "response_time_p95")
                .tags("attribution", "unexplained", "fault", "none")
                .gauge()
                .value())
        .isEqualTo(1);
    assertThat(open("unexplained")).isEqualTo(1);

    metrics.regression(unexplained(RUN, RegressionPhase.RESOLVED));
    assertThat(registry.find("faultline.regression.active").gauge()).isNull();
    assertThat(open("unexplained")).isZero();
    assertThat(total("unexplained")).isEqualTo(1);
  }

  @Test
  void anotherCauseTakesThePlaceOfTheFirst() {
    metrics.regression(unexplained(RUN, RegressionPhase.OPENED));
    metrics.regression(
        event(RUN, RegressionPhase.UPDATED, Attribution.EXPLAINED, Optional.of("slow")));

    assertThat(registry.get("faultline.regression.active").gauges())
        .singleElement()
        .satisfies(
            gauge -> {
              assertThat(gauge.getId().getTag("attribution")).isEqualTo("explained");
              assertThat(gauge.getId().getTag("fault")).isEqualTo("slow");
            });
    assertThat(open("unexplained")).isZero();
    assertThat(open("explained")).isEqualTo(1);
    assertThat(total("unexplained")).as("as it was found").isEqualTo(1);
    assertThat(total("explained")).isZero();
  }

  @Test
  void theSameInTwoRunsIsOneSeries() {
    metrics.regression(unexplained(RUN, RegressionPhase.OPENED));
    metrics.regression(unexplained(OTHER, RegressionPhase.OPENED));
    assertThat(registry.get("faultline.regression.active").gauge().value()).isEqualTo(2);

    metrics.forget(RUN);
    assertThat(registry.get("faultline.regression.active").gauge().value()).isEqualTo(1);

    metrics.forget(OTHER);
    assertThat(registry.find("faultline.regression.active").gauge()).isNull();
  }

  @Test
  void whatIsHeardAgainAfterAFailureIsCountedOnce() {
    metrics.regression(unexplained(RUN, RegressionPhase.OPENED));
    metrics.regression(unexplained(RUN, RegressionPhase.OPENED));

    assertThat(total("unexplained")).isEqualTo(1);
    assertThat(registry.get("faultline.detection.lag").timer().count()).isEqualTo(1);
  }

  @Test
  void whatWasFoundBeforeARestartIsOpenButNotNew() {
    metrics.restored(unexplained(RUN, RegressionPhase.OPENED));

    assertThat(open("unexplained")).isEqualTo(1);
    assertThat(total("unexplained")).isZero();
  }

  @Test
  void aRunIsShownWithItsPlanUntilItsEnd() {
    metrics.started(RUN, "checkout");
    metrics.reached(RUN, 3_000_000);

    assertThat(
            registry
                .get("faultline.run.info")
                .tags("run_id", RUN.toString(), "plan", "checkout")
                .gauge()
                .value())
        .isEqualTo(1);
    assertThat(registry.get("faultline.event.time.lag").gauge().value()).isEqualTo(2);

    metrics.forget(RUN);
    assertThat(registry.find("faultline.run.info").gauge()).isNull();
    assertThat(registry.get("faultline.event.time.lag").gauge().value()).isZero();
  }

  @Test
  void onlySoManyRunsAreShown() {
    for (int i = 0; i < 2 * LiveRuns.MAX_RUNS; i++) {
      metrics.started(new RunId(new UUID(8, i)), "checkout");
    }

    assertThat(registry.get("faultline.run.info").gauges()).hasSize(LiveRuns.MAX_RUNS);
  }
}
