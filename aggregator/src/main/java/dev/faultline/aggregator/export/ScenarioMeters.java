package dev.faultline.aggregator.export;

import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowStats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** The meters of one scenario, whatever the run; each of its steps' windows says the same of it. */
final class ScenarioMeters implements WindowMeters {

  private final MeterRegistry registry;
  private final CountedRuns counted = new CountedRuns();
  private final Counter dropped;
  private final LiveGauges<Values> gauges;

  private record Values(double offeredRate, double inFlight) {}

  ScenarioMeters(MeterRegistry registry, WindowStats first) {
    this.registry = registry;
    Tags tags = Tags.of("scenario", first.series().scenario());
    dropped =
        Counter.builder("faultline.dropped")
            .description("Arrivals that were due and were not started")
            .tags(tags)
            .register(registry);
    gauges =
        new LiveGauges<Values>(registry)
            .with(
                "faultline.offered.rate",
                null,
                "Arrivals due per second in the last window",
                tags,
                Values::offeredRate)
            .with(
                "faultline.in.flight",
                null,
                "Iterations running at the last window's end",
                tags,
                Values::inFlight);
  }

  @Override
  public void observe(WindowStats window) {
    if (counted.isNew(window.runId(), window.endMicros())) {
      gauges.show(window.runId(), new Values(window.offeredRate(), window.inFlight()));
      dropped.increment((double) window.dropped());
    }
  }

  @Override
  public void ended(RunId runId) {
    gauges.ended(runId);
  }

  @Override
  public void remove() {
    gauges.remove();
    registry.remove(dropped);
  }
}
