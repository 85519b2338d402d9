package dev.faultline.aggregator.export;

import dev.faultline.aggregator.topology.TopologyListener;
import dev.faultline.aggregator.window.Acceptance;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.streams.StreamsMeters;
import dev.faultline.streams.StreamsService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Live metrics of the emitted base windows, for Prometheus. Labels are the names of scenarios and
 * steps, never a run: when several runs with the same names go on at once, counters add up and
 * gauges show the window that came last.
 *
 * <p>Bounded: at most {@link #MAX_SERIES} scenarios and steps are shown. A run's gauges are removed
 * at its end; its counters, and the gauges of a run without an end, when no window came for them in
 * {@link #KEEP_MICROS}. Thread-safe.
 */
public final class WindowMetrics implements TopologyListener {

  /** How many scenarios and steps are shown at most; further ones are not. */
  static final int MAX_SERIES = 1000;

  /** How long a scenario or step is shown after its last window: 5 minutes. */
  static final long KEEP_MICROS = TimeUnit.MINUTES.toMicros(5);

  private static final Logger LOG = System.getLogger(WindowMetrics.class.getName());

  private record Shown(WindowMeters meters, long observedMicros) {}

  private final MeterRegistry registry;
  private final Clock clock;
  private final StreamsMeters service;
  private final Map<Acceptance, Counter> notCounted = new EnumMap<>(Acceptance.class);
  private final Map<List<String>, Shown> shown = new HashMap<>();
  private boolean full;

  /**
   * Shows nothing yet.
   *
   * @param clock says how long ago a window was emitted; no event time
   */
  public WindowMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    this.service = new StreamsMeters(registry, "aggregator", clock);
    Set<Acceptance> reasons = EnumSet.complementOf(EnumSet.of(Acceptance.COUNTED));
    for (Acceptance why : reasons) {
      notCounted.put(
          why,
          Counter.builder("faultline.results.not.counted")
              .description("Results that are part of no window")
              .tag("reason", why.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  /** Shows how far the topology is behind. */
  public void watch(StreamsService streams) {
    service.watch(streams);
  }

  @Override
  public void emitted(WindowRecord record) {
    switch (record) {
      case WindowStats window when window.isBase() -> observe(window);
      case WindowStats rolledUp -> {} // has been counted second by second
      case RunProgress progress when progress.finished() -> left(progress.runId());
      case RunProgress progress -> service.reached(progress.runId(), progress.watermarkMicros());
    }
  }

  @Override
  public synchronized void left(RunId runId) {
    service.ended(runId);
    shown.values().forEach(each -> each.meters().ended(runId));
    removeSilent();
  }

  private synchronized void observe(WindowStats window) {
    String scenario = window.series().scenario();
    observe(List.of(scenario), window, ScenarioMeters::new);
    String step = window.series().step();
    observe(List.of(scenario, step), window, SeriesMeters::new);
    if (window.series().ofDeliveries()) {
      observe(List.of(scenario, step, "events"), window, DeliveryMeters::new);
    }
  }

  private void observe(
      List<String> names,
      WindowStats window,
      BiFunction<MeterRegistry, WindowStats, WindowMeters> create) {
    Shown known = shown.get(names);
    if (known == null && shown.size() >= MAX_SERIES) {
      sayThatItIsFull();
      return;
    }
    WindowMeters meters = known == null ? create.apply(registry, window) : known.meters();
    meters.observe(window);
    shown.put(names, new Shown(meters, clock.epochMicros()));
  }

  private void sayThatItIsFull() {
    if (!full) {
      full = true;
      LOG.log(Level.WARNING, "more than {0} scenarios and steps: not all have metrics", MAX_SERIES);
    }
  }

  /** Removes what no window came for in a while. */
  public synchronized void removeSilent() {
    long silentSince = clock.epochMicros() - KEEP_MICROS;
    shown
        .values()
        .removeIf(
            each -> {
              boolean silent = each.observedMicros() < silentSince;
              if (silent) {
                each.meters().remove();
              }
              return silent;
            });
  }

  @Override
  public void notCounted(Acceptance why) {
    notCounted.get(why).increment();
  }

  @Override
  public void undecodable() {
    service.undecodable();
  }
}
