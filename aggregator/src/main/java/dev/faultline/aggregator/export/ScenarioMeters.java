package dev.faultline.aggregator.export;

import dev.faultline.core.window.WindowStats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** The meters of one scenario, whatever the run; each of its steps' windows says the same of it. */
final class ScenarioMeters implements WindowMeters {

  private final CountedRuns counted = new CountedRuns();
  private final Counter dropped;
  private final List<Meter> meters;
  private volatile double offeredRate;
  private volatile double inFlight;

  ScenarioMeters(MeterRegistry registry, WindowStats first) {
    Tags tags = Tags.of("scenario", first.series().scenario());
    dropped =
        Counter.builder("faultline.dropped")
            .description("Arrivals that were due and were not started")
            .tags(tags)
            .register(registry);
    Gauge due =
        Gauge.builder("faultline.offered.rate", this, its -> its.offeredRate)
            .description("Arrivals due per second in the last window")
            .tags(tags)
            .register(registry);
    Gauge running =
        Gauge.builder("faultline.in.flight", this, its -> its.inFlight)
            .description("Iterations running at the last window's end")
            .tags(tags)
            .register(registry);
    meters = List.of(dropped, due, running);
  }

  @Override
  public void observe(WindowStats window) {
    if (counted.isNew(window.runId(), window.endMicros())) {
      offeredRate = window.offeredRate();
      inFlight = window.inFlight();
      dropped.increment((double) window.dropped());
    }
  }

  @Override
  public List<Meter> meters() {
    return meters;
  }
}
