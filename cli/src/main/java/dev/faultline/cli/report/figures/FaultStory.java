package dev.faultline.cli.report.figures;

import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.RunVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The life of one fault of the plan, as its events tell it.
 *
 * @param phases when each phase that was reached was entered, microseconds since the epoch; empty
 *     when nothing was heard of the fault
 * @param details what each of these events had to say
 * @param effective whether a degradation is put down to it; empty when nobody judged that
 */
public record FaultStory(
    String name,
    String kind,
    String target,
    Map<FaultPhase, Long> phases,
    List<String> details,
    Optional<Boolean> effective) {

  /** The faults of the run's plan in its order, then any that only events know. */
  static List<FaultStory> of(RunRecord run) {
    Map<String, FaultReport> reports = new java.util.LinkedHashMap<>();
    run.verdict().map(RunVerdict::faults).orElse(List.of()).forEach(r -> reports.put(r.fault(), r));
    return Stream.of(
            run.plan().faults().stream().map(FaultSpec::name),
            run.faultEvents().stream().map(FaultEvent::fault),
            reports.keySet().stream())
        .flatMap(names -> names)
        .distinct()
        .map(name -> of(name, run, Optional.ofNullable(reports.get(name))))
        .toList();
  }

  private static FaultStory of(String name, RunRecord run, Optional<FaultReport> report) {
    Map<FaultPhase, Long> phases = new EnumMap<>(FaultPhase.class);
    List<String> details = new ArrayList<>();
    String kind = report.map(FaultReport::kind).orElse("");
    String target = report.map(FaultReport::target).orElse("");
    for (FaultSpec spec : run.plan().faults()) {
      if (spec.name().equals(name)) {
        kind = spec.action().kind();
        target = spec.action().target();
      }
    }
    for (FaultEvent event : run.faultEvents()) {
      if (event.fault().equals(name)) {
        kind = event.kind();
        target = event.target();
        phases.putIfAbsent(event.phase(), event.atMicros());
        if (!event.detail().isBlank() && !details.contains(event.detail())) {
          details.add(event.detail());
        }
      }
    }
    report.ifPresent(
        told -> {
          enter(phases, FaultPhase.INJECTING, told.injectingMicros());
          enter(phases, FaultPhase.ACTIVE, told.activeMicros());
          enter(phases, FaultPhase.HEALED, told.healedMicros());
          enter(phases, FaultPhase.RECOVERED, told.recoveredMicros());
        });
    return new FaultStory(
        name,
        kind,
        target,
        Collections.unmodifiableMap(phases),
        List.copyOf(details),
        report.map(FaultReport::effective));
  }

  private static void enter(Map<FaultPhase, Long> phases, FaultPhase phase, OptionalLong at) {
    at.ifPresent(micros -> phases.putIfAbsent(phase, micros));
  }

  /** When its side effects may have begun; empty when they never did. */
  public OptionalLong beganMicros() {
    Long began = phases.get(FaultPhase.INJECTING);
    return began == null ? OptionalLong.empty() : OptionalLong.of(began);
  }

  /** When they were surely over: healed, or else at its end; empty when that was not heard of. */
  public OptionalLong endedMicros() {
    return Stream.of(FaultPhase.HEALED, FaultPhase.RECOVERED, FaultPhase.FAILED, FaultPhase.ABORTED)
        .filter(phases::containsKey)
        .mapToLong(phases::get)
        .findFirst();
  }

  /** The last phase that it reached; empty when nothing was heard of it. */
  public Optional<FaultPhase> lastPhase() {
    return phases.keySet().stream().reduce((earlier, later) -> later);
  }

  /** Its effect was observed on the wire, and no degradation is put down to it. */
  public boolean noEffect() {
    return phases.containsKey(FaultPhase.ACTIVE) && effective.equals(Optional.of(false));
  }
}
