package dev.faultline.aggregator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.aggregator.window.Acceptance;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WindowMetricsTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));
  private static final RunId OTHER_RUN = new RunId(new UUID(7, 8));
  private static final long SECOND = 1_000_000;

  private long now = 1_700_000_000_000_000L;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final WindowMetrics metrics = new WindowMetrics(registry, () -> now);

  private static WindowStats window(RunId runId, String step, long startMicros, long... millis) {
    return sized(SECOND, runId, step, startMicros, millis);
  }

  private static WindowStats sized(
      long sizeMicros, RunId runId, String step, long startMicros, long... millis) {
    LatencyHistogram response = new LatencyHistogram();
    for (long each : millis) {
      response.record(each * 1000);
    }
    return new WindowStats(
        new Series(runId, "shop", step),
        startMicros,
        sizeMicros,
        Map.of(Outcome.OK, (long) millis.length),
        new TreeMap<>(Map.of(200, (long) millis.length)),
        response,
        response,
        0,
        0,
        50,
        2,
        7,
        0,
        millis.length,
        GeneratorHealth.PERFECT);
  }

  private static RunProgress end(RunId runId) {
    return progress(runId, SECOND, true);
  }

  private static RunProgress progress(RunId runId, long watermarkMicros, boolean finished) {
    return new RunProgress(
        runId, watermarkMicros, finished, 0, 0, 0, 0, 0, 0, GeneratorHealth.PERFECT);
  }

  @Test
  void shows_the_last_window_under_the_documented_names() {
    metrics.emitted(window(RUN, "order", 0, 10, 10, 10, 10));
    metrics.emitted(window(RUN, "order", SECOND, 20, 20, 20, 1000));

    assertThat(registry.scrape())
        .contains(
            "faultline_response_time_seconds{quantile=\"0.5\",scenario=\"shop\",step=\"order\"} 0.02")
        .containsPattern(
            "faultline_response_time_seconds\\{quantile=\"1\",scenario=\"shop\",step=\"order\"} 1\\.0")
        .contains("faultline_requests_total{outcome=\"ok\",scenario=\"shop\",step=\"order\"} 8.0")
        .contains(
            "faultline_requests_total{outcome=\"error\",scenario=\"shop\",step=\"order\"} 0.0")
        .contains("faultline_achieved_rate{scenario=\"shop\",step=\"order\"} 4.0")
        .contains("faultline_completeness_ratio{scenario=\"shop\",step=\"order\"} 0.5")
        .contains("faultline_offered_rate{scenario=\"shop\"} 50.0")
        .contains("faultline_dropped_total{scenario=\"shop\"} 4.0")
        .contains("faultline_in_flight{scenario=\"shop\"} 7.0")
        .doesNotContain(RUN.toString());
  }

  @Test
  void what_became_of_events_is_counted_by_its_status() {
    metrics.emitted(deliveries(Series.DELIVERY, 0, Map.of(1, 5L, 0, 2L)));
    metrics.emitted(deliveries(Series.DELIVERY, SECOND, Map.of(1, 1L, 2, 3L)));
    metrics.emitted(deliveries(Series.STRAY, 0, Map.of(4, 6L)));

    assertThat(registry.scrape())
        .contains("faultline_deliveries_total{scenario=\"shop\",status=\"delivered\"} 6.0")
        .contains("faultline_deliveries_total{scenario=\"shop\",status=\"lost\"} 2.0")
        .contains("faultline_deliveries_total{scenario=\"shop\",status=\"out_of_order\"} 3.0")
        .contains("faultline_deliveries_total{scenario=\"shop\",status=\"duplicated\"} 6.0");
  }

  private static WindowStats deliveries(
      String step, long startMicros, Map<Integer, Long> statuses) {
    return new WindowStats(
        new Series(RUN, "shop", step),
        startMicros,
        SECOND,
        Map.of(),
        new TreeMap<>(statuses),
        new LatencyHistogram(),
        new LatencyHistogram(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        GeneratorHealth.PERFECT);
  }

  @Test
  void roll_ups_are_not_counted_again() {
    metrics.emitted(window(RUN, "order", 9 * SECOND, 10, 10, 10, 10));
    String shown = registry.scrape();
    metrics.emitted(sized(10 * SECOND, RUN, "order", 0, 1000, 1000, 1000));

    assertThat(registry.scrape()).isEqualTo(shown).contains("faultline_requests_total{");
  }

  @Test
  void a_silent_window_has_no_response_time() {
    metrics.emitted(window(RUN, "order", 0));

    assertThat(registry.scrape())
        .contains(
            "faultline_response_time_seconds{quantile=\"0.99\",scenario=\"shop\",step=\"order\"} NaN");
  }

  @Test
  void arrivals_of_a_scenario_count_once_however_many_steps_it_has() {
    metrics.emitted(window(RUN, "browse", 0, 10));
    metrics.emitted(window(RUN, "order", 0, 10));

    assertThat(registry.scrape()).contains("faultline_dropped_total{scenario=\"shop\"} 2.0");
  }

  @Test
  void a_window_that_is_emitted_again_after_a_failure_counts_once() {
    metrics.emitted(window(RUN, "order", 0, 10, 10));
    metrics.emitted(window(RUN, "order", 0, 10, 10));

    assertThat(registry.scrape())
        .contains("faultline_requests_total{outcome=\"ok\",scenario=\"shop\",step=\"order\"} 2.0");
  }

  @Test
  void runs_with_the_same_names_add_up() {
    metrics.emitted(window(RUN, "order", 0, 10, 10));
    metrics.emitted(window(OTHER_RUN, "order", 0, 10));

    assertThat(registry.scrape())
        .contains("faultline_requests_total{outcome=\"ok\",scenario=\"shop\",step=\"order\"} 3.0");
  }

  @Test
  void series_without_new_windows_disappear_after_a_while() {
    metrics.emitted(window(RUN, "order", 0, 10));
    now += WindowMetrics.KEEP_MICROS;
    metrics.removeSilent();
    assertThat(registry.scrape()).contains("step=\"order\"");

    now += 1;
    metrics.emitted(end(OTHER_RUN));

    assertThat(registry.scrape()).doesNotContain("shop");
  }

  @Test
  void gauges_end_with_the_run_and_counters_stay_to_be_scraped() {
    metrics.emitted(window(RUN, "order", 0, 10));
    metrics.emitted(end(RUN));

    assertThat(registry.scrape())
        .doesNotContain(
            "faultline_response_time", "_rate{", "faultline_in_flight", "faultline_completeness")
        .contains("faultline_requests_total{outcome=\"ok\",scenario=\"shop\",step=\"order\"} 1.0")
        .contains("faultline_dropped_total{scenario=\"shop\"} 2.0");
  }

  @Test
  void a_run_that_another_instance_goes_on_with_is_shown_there() {
    metrics.emitted(window(RUN, "order", 0, 10));
    metrics.emitted(progress(RUN, now - SECOND, false));
    metrics.left(RUN);

    assertThat(registry.scrape())
        .doesNotContain("faultline_offered_rate")
        .contains("faultline_event_time_lag_seconds{service=\"aggregator\"} 0.0");
  }

  @Test
  void gauges_of_a_run_that_goes_on_stay_when_another_ends() {
    metrics.emitted(window(RUN, "order", 0, 10));
    metrics.emitted(window(OTHER_RUN, "order", 0, 20));
    metrics.emitted(end(RUN));

    assertThat(registry.scrape())
        .contains(
            "faultline_response_time_seconds{quantile=\"0.5\",scenario=\"shop\",step=\"order\"} 0.02");
  }

  @Test
  void the_next_run_with_the_same_names_is_shown_again_and_counted_on() {
    metrics.emitted(window(RUN, "order", 0, 10));
    metrics.emitted(end(RUN));
    metrics.emitted(window(OTHER_RUN, "order", 0, 20));

    assertThat(registry.scrape())
        .contains("faultline_offered_rate{scenario=\"shop\"} 50.0")
        .contains("faultline_requests_total{outcome=\"ok\",scenario=\"shop\",step=\"order\"} 2.0");
  }

  @Test
  void how_far_a_run_is_behind_counts_until_its_end() {
    long watermark = now - 3 * SECOND;
    metrics.emitted(progress(RUN, watermark, false));
    assertThat(registry.scrape())
        .contains("faultline_event_time_lag_seconds{service=\"aggregator\"} 3.0");

    metrics.emitted(end(RUN));
    assertThat(registry.scrape())
        .contains("faultline_event_time_lag_seconds{service=\"aggregator\"} 0.0");
  }

  @Test
  void the_number_of_series_is_bounded() {
    for (int i = 0; i < 2 * WindowMetrics.MAX_SERIES; i++) {
      metrics.emitted(window(RUN, "step-" + i, 0, 10));
    }

    assertThat(registry.find("faultline.achieved.rate").gauges())
        .hasSize(WindowMetrics.MAX_SERIES - 1);
  }

  @Test
  void what_is_not_counted_and_what_cannot_be_read_is_counted_here() {
    metrics.notCounted(Acceptance.LATE);
    metrics.undecodable();

    assertThat(registry.scrape())
        .contains("faultline_results_not_counted_total{reason=\"late\"} 1.0")
        .contains("faultline_results_not_counted_total{reason=\"duplicate\"} 0.0")
        .contains("faultline_dead_letters_total{service=\"aggregator\"} 1.0");
  }
}
