package dev.faultline.cli.report.figures;

import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.RunVerdict;
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
 * @param phases each phase that was reached, in their order; empty when nothing was heard of it
 * @param effective whether a degradation is put down to it; empty when nobody judged that
 */
public record FaultStory(
    String name,
    String kind,
    String target,
    Map<FaultPhase, Entry> phases,
    Optional<Boolean> effective) {

  /**
   * A phase was entered.
   *
   * @param atMicros microseconds since the epoch
   * @param detail what the event had to say
   */
  public record Entry(long atMicros, String detail) {}

  /** The faults of the run's plan in its order, then any that only events know. */
  static List<FaultStory> of(RunRecord run) {
    List<FaultReport> reports = run.verdict().map(RunVerdict::faults).orElse(List.of());
    return Stream.of(
            run.plan().faults().stream().map(FaultSpec::name),
            run.faultEvents().stream().map(FaultEvent::fault),
            reports.stream().map(FaultReport::fault))
        .flatMap(names -> names)
        .distinct()
        .map(
            name ->
                of(
                    name,
                    run,
                    reports.stream().filter(report -> report.fault().equals(name)).findFirst()))
        .toList();
  }

  private static FaultStory of(String name, RunRecord run, Optional<FaultReport> report) {
    Map<FaultPhase, Entry> phases = new EnumMap<>(FaultPhase.class);
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
        phases.putIfAbsent(event.phase(), new Entry(event.atMicros(), event.detail()));
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
        report.map(FaultReport::effective));
  }

  private static void enter(Map<FaultPhase, Entry> phases, FaultPhase phase, OptionalLong at) {
    at.ifPresent(micros -> phases.putIfAbsent(phase, new Entry(micros, "")));
  }

  /** When that phase was entered; empty when it was not. */
  public OptionalLong atMicros(FaultPhase phase) {
    Entry entry = phases.get(phase);
    return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.atMicros());
  }

  /** When its side effects were surely over: healed, or at its end; empty when not heard of. */
  public OptionalLong endedMicros() {
    return Stream.of(FaultPhase.HEALED, FaultPhase.RECOVERED, FaultPhase.FAILED, FaultPhase.ABORTED)
        .filter(phases::containsKey)
        .mapToLong(phase -> phases.get(phase).atMicros())
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
