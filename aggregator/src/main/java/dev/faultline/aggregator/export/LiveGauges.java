package dev.faultline.aggregator.export;

import dev.faultline.core.run.RunId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Gauges that show the last window of whichever run came last, and exist only while that run goes
 * on. Not thread-safe, except that they may be read at any time.
 *
 * @param <V> what is shown of a window
 */
final class LiveGauges<V> {

  private final MeterRegistry registry;
  private final List<Gauge.Builder<?>> builders = new ArrayList<>();
  private final List<Gauge> shown = new ArrayList<>();
  private Optional<RunId> run = Optional.empty();
  private volatile V last;

  LiveGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Adds one; it appears with the next window. */
  LiveGauges<V> with(
      String name, String unit, String description, Tags tags, ToDoubleFunction<V> value) {
    builders.add(
        Gauge.builder(name, this, its -> value.applyAsDouble(its.last))
            .baseUnit(unit)
            .description(description)
            .tags(tags));
    return this;
  }

  void show(RunId runId, V values) {
    last = values;
    run = Optional.of(runId);
    if (shown.isEmpty()) {
      builders.forEach(builder -> shown.add(builder.register(registry)));
    }
  }

  void ended(RunId runId) {
    if (run.equals(Optional.of(runId))) {
      remove();
    }
  }

  void remove() {
    shown.forEach(registry::remove);
    shown.clear();
  }
}
