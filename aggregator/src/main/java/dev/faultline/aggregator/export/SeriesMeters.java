package dev.faultline.aggregator.export;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.window.WindowStats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The meters of one step of one scenario, whatever the run. */
final class SeriesMeters implements WindowMeters {

  private static final double[] QUANTILES = {0.5, 0.9, 0.95, 0.99, 0.999, 1};

  private final CountedRuns counted = new CountedRuns();
  private final List<Meter> meters = new ArrayList<>();
  private final Map<Outcome, Counter> requests = new EnumMap<>(Outcome.class);
  private volatile Values last;

  /** What is shown of a window; the window itself would hold large histograms. */
  private record Values(
      Map<Double, Double> responseSeconds, double achievedRate, double completeness) {

    static Values of(WindowStats window) {
      Map<Double, Double> responseSeconds = new TreeMap<>();
      for (double quantile : QUANTILES) {
        responseSeconds.put(quantile, seconds(window.responseTime(), quantile));
      }
      return new Values(responseSeconds, window.achievedRate(), window.completeness());
    }

    /** NaN when nothing completed: a silent window has no response time. */
    private static double seconds(LatencyHistogram responseTime, double quantile) {
      return responseTime.count() == 0
          ? Double.NaN
          : responseTime.percentile(quantile * 100) / (double) TimeUnit.SECONDS.toMicros(1);
    }
  }

  SeriesMeters(MeterRegistry registry, WindowStats first) {
    last = Values.of(first);
    Tags tags = Tags.of("scenario", first.series().scenario(), "step", first.series().step());
    for (double quantile : QUANTILES) {
      meters.add(
          Gauge.builder(
                  "faultline.response.time", this, its -> its.last.responseSeconds().get(quantile))
              .description("Response time in the last window")
              .baseUnit("seconds")
              .tags(tags.and("quantile", label(quantile)))
              .register(registry));
    }
    for (Outcome outcome : Outcome.values()) {
      Counter counter =
          Counter.builder("faultline.requests")
              .description("Results by outcome")
              .tags(tags.and("outcome", outcome.name().toLowerCase(Locale.ROOT)))
              .register(registry);
      requests.put(outcome, counter);
      meters.add(counter);
    }
    meters.add(
        Gauge.builder("faultline.achieved.rate", this, its -> its.last.achievedRate())
            .description("Results per second in the last window")
            .tags(tags)
            .register(registry));
    meters.add(
        Gauge.builder("faultline.completeness.ratio", this, its -> its.last.completeness())
            .description("Share of the last window's results proven present")
            .tags(tags)
            .register(registry));
  }

  private static String label(double quantile) {
    return quantile == 1 ? "1" : Double.toString(quantile);
  }

  @Override
  public void observe(WindowStats window) {
    if (counted.isNew(window.runId(), window.endMicros())) {
      last = Values.of(window);
      window
          .outcomes()
          .forEach((outcome, count) -> requests.get(outcome).increment((double) count));
    }
  }

  @Override
  public List<Meter> meters() {
    return meters;
  }
}
