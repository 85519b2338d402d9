package dev.faultline.aggregator.export;

import dev.faultline.core.delivery.DeliveryStatus;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowStats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The meters of what became of a scenario's events, whatever the run. */
final class DeliveryMeters implements WindowMeters {

  private final MeterRegistry registry;
  private final CountedRuns counted = new CountedRuns();
  private final Map<DeliveryStatus, Counter> events = new EnumMap<>(DeliveryStatus.class);

  DeliveryMeters(MeterRegistry registry, WindowStats first) {
    this.registry = registry;
    Tags tags = Tags.of("scenario", first.series().scenario());
    Arrays.stream(DeliveryStatus.values())
        .filter(status -> status.step().equals(first.series().step()))
        .forEach(
            status ->
                events.put(
                    status,
                    Counter.builder("faultline.deliveries")
                        .description("What became of events, and of further sights of them")
                        .tags(tags.and("status", status.name().toLowerCase(Locale.ROOT)))
                        .register(registry)));
  }

  @Override
  public void observe(WindowStats window) {
    if (counted.isNew(window.runId(), window.endMicros())) {
      events.forEach((status, counter) -> counter.increment((double) status.count(window)));
    }
  }

  @Override
  public void ended(RunId runId) {} // has no gauges

  @Override
  public void remove() {
    events.values().forEach(registry::remove);
  }
}
