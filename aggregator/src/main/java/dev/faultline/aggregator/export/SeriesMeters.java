package dev.faultline.aggregator.export;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowStats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The meters of one step of one scenario, whatever the run. */
final class SeriesMeters implements WindowMeters {

  private static final double[] QUANTILES = {0.5, 0.9, 0.95, 0.99, 0.999, 1};

  private final MeterRegistry registry;
  private final CountedRuns counted = new CountedRuns();
  private final Map<Outcome, Counter> requests = new EnumMap<>(Outcome.class);
  private final LiveGauges<Values> gauges;

  /** What is shown of a window; percentiles are found only when somebody asks for them. */
  private record Values(LatencyHistogram responseTime, double achievedRate, double completeness) {

    static Values of(WindowStats window) {
      return new Values(window.responseTime(), window.achievedRate(), window.completeness());
    }

    /** NaN when nothing completed: a silent window has no response time. */
    double responseSeconds(double quantile) {
      return responseTime.count() == 0
          ? Double.NaN
          : responseTime.percentile(quantile * 100) / (double) TimeUnit.SECONDS.toMicros(1);
    }
  }

  SeriesMeters(MeterRegistry registry, WindowStats first) {
    this.registry = registry;
    Tags tags = Tags.of("scenario", first.series().scenario(), "step", first.series().step());
    for (Outcome outcome : Outcome.values()) {
      requests.put(
          outcome,
          Counter.builder("faultline.requests")
              .description("Results by outcome")
              .tags(tags.and("outcome", outcome.name().toLowerCase(Locale.ROOT)))
              .register(registry));
    }
    gauges = gauges(registry, tags);
  }

  private static LiveGauges<Values> gauges(MeterRegistry registry, Tags tags) {
    LiveGauges<Values> gauges =
        new LiveGauges<Values>(registry)
            .with(
                "faultline.achieved.rate",
                null,
                "Results per second in the last window",
                tags,
                Values::achievedRate)
            .with(
                "faultline.completeness",
                "ratio",
                "Share of the last window's results proven present",
                tags,
                Values::completeness);
    for (double quantile : QUANTILES) {
      gauges.with(
          "faultline.response.time",
          "seconds",
          "Response time in the last window",
          tags.and("quantile", label(quantile)),
          values -> values.responseSeconds(quantile));
    }
    return gauges;
  }

  private static String label(double quantile) {
    return quantile == 1 ? "1" : Double.toString(quantile);
  }

  @Override
  public void observe(WindowStats window) {
    if (counted.isNew(window.runId(), window.endMicros())) {
      gauges.show(window.runId(), Values.of(window));
      window
          .outcomes()
          .forEach((outcome, count) -> requests.get(outcome).increment((double) count));
    }
  }

  @Override
  public void ended(RunId runId) {
    gauges.ended(runId);
  }

  @Override
  public void remove() {
    gauges.remove();
    requests.values().forEach(registry::remove);
  }
}
