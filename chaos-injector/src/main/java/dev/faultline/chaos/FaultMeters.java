package dev.faultline.chaos;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.run.RunId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts fault events, {@code faultline_faults_total{phase}}, and shows how many faults of a name
 * are active right now, {@code faultline_fault_active{fault}}. Names come from plans: the first
 * hundred have a label of their own, later ones share {@code other}. Thread-safe.
 */
final class FaultMeters {

  private static final int MAX_NAMES = 100;

  private final MeterRegistry registry;
  private final Map<String, Set<FaultOfRun>> activeByLabel = new ConcurrentHashMap<>();

  private record FaultOfRun(RunId runId, String fault) {}

  FaultMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void entered(FaultEvent event) {
    Counter.builder("faultline.faults")
        .description("faults that entered a phase")
        .tag("phase", event.phase().name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
    Set<FaultOfRun> active = activeByLabel.computeIfAbsent(label(event.fault()), this::gauge);
    FaultOfRun fault = new FaultOfRun(event.runId(), event.fault());
    switch (event.phase()) {
      case ACTIVE -> active.add(fault);
      case HEALED, RECOVERED, FAILED, ABORTED -> active.remove(fault);
      case PLANNED, INJECTING, HEALING -> {}
    }
  }

  private String label(String fault) {
    return activeByLabel.containsKey(fault) || activeByLabel.size() < MAX_NAMES ? fault : "other";
  }

  private Set<FaultOfRun> gauge(String label) {
    Set<FaultOfRun> active = ConcurrentHashMap.newKeySet();
    Gauge.builder("faultline.fault.active", active, Set::size)
        .description("faults whose effect was observed and that are not yet healed")
        .tag("fault", label)
        .register(registry);
    return active;
  }
}
