package dev.faultline.chaos;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts fault events, {@code faultline_faults_total{phase}}, and shows for each fault of the runs
 * under way whether it is active and for how long. Names come from plans: the first hundred have a
 * label of their own, later ones share {@code other}. Thread-safe.
 */
final class FaultMeters {

  private static final int MAX_NAMES = 100;
  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<FaultPhase, Counter> phases = new EnumMap<>(FaultPhase.class);
  private final Map<String, ActiveFaults> byLabel = new HashMap<>();

  /**
   * @param limit how long a fault may stay
   */
  FaultMeters(MeterRegistry registry, Clock clock, Duration limit) {
    this.registry = registry;
    this.clock = clock;
    for (FaultPhase phase : FaultPhase.values()) {
      phases.put(
          phase,
          Counter.builder("faultline.faults")
              .description("Faults that entered a phase")
              .tag("phase", phase.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    Gauge.builder("faultline.fault.duration.limit", () -> limit.toMillis() / 1000.0)
        .description("How long a fault may stay active")
        .baseUnit("seconds")
        .register(registry);
  }

  synchronized void entered(FaultEvent event) {
    phases.get(event.phase()).increment();
    if (event.phase() == FaultPhase.PLANNED && !byLabel.containsKey(event.fault())) {
      String label = byLabel.size() < MAX_NAMES ? event.fault() : OTHER;
      byLabel.computeIfAbsent(label, fresh -> new ActiveFaults(registry, fresh, clock));
    }
    ActiveFaults faults = byLabel.getOrDefault(event.fault(), byLabel.get(OTHER));
    if (faults != null) { // else it is the fault of an injector that died
      faults.entered(event);
    }
  }

  /** Nothing of the run is left: its faults are not shown any longer. */
  synchronized void ended(RunId runId) {
    byLabel.values().removeIf(faults -> faults.ended(runId));
  }
}
