package dev.faultline.chaos;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The faults that share a label: {@code faultline_fault_active{fault}} says how many of them are
 * active, {@code faultline_fault_active_seconds{fault}} since when. Written by one thread at a
 * time, read by any.
 */
final class ActiveFaults {

  private final MeterRegistry registry;
  private final Clock clock;
  private final Set<RunId> runs = new HashSet<>();
  private final Map<FaultOfRun, Long> activeSinceMicros = new ConcurrentHashMap<>();
  private final List<Meter> meters;

  private record FaultOfRun(RunId runId, String fault) {}

  ActiveFaults(MeterRegistry registry, String label, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    meters =
        List.of(
            Gauge.builder("faultline.fault.active", activeSinceMicros, Map::size)
                .description("Faults whose effect was observed and that are not yet healed")
                .tag("fault", label)
                .register(registry),
            Gauge.builder("faultline.fault.active.seconds", this, ActiveFaults::longestSeconds)
                .description("How long the one that is active for longest has been; 0 when none is")
                .tag("fault", label)
                .register(registry));
  }

  void entered(FaultEvent event) {
    FaultOfRun fault = new FaultOfRun(event.runId(), event.fault());
    switch (event.phase()) {
      case PLANNED -> runs.add(event.runId());
      case ACTIVE -> activeSinceMicros.put(fault, event.atMicros());
      case HEALED, RECOVERED, FAILED, ABORTED -> activeSinceMicros.remove(fault);
      case INJECTING, HEALING -> {}
    }
  }

  /**
   * Takes the run's faults out.
   *
   * @return whether none is left, and nothing is shown any longer
   */
  boolean ended(RunId runId) {
    runs.remove(runId);
    activeSinceMicros.keySet().removeIf(fault -> fault.runId().equals(runId));
    if (runs.isEmpty()) {
      meters.forEach(registry::remove);
    }
    return runs.isEmpty();
  }

  private double longestSeconds() {
    long now = clock.epochMicros();
    return activeSinceMicros.values().stream()
        .mapToDouble(since -> (now - since) / (double) TimeUnit.SECONDS.toMicros(1))
        .max()
        .orElse(0);
  }
}
