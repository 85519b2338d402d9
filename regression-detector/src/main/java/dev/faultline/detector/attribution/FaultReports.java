package dev.faultline.detector.attribution;

import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.verdict.FaultReport;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of each fault. One is effective when it may explain a degradation: also when another
 * fault may explain it too, for NO_EFFECT would say more than is known.
 */
public final class FaultReports {

  private FaultReports() {}

  /** A report for each fault, by its first event. A pure function. */
  public static List<FaultReport> of(FaultTimeline timeline, List<Degradation> degradations) {
    Set<String> effective =
        degradations.stream()
            .flatMap(each -> OnsetAttribution.candidates(each, timeline).stream())
            .map(FaultHistory::fault)
            .collect(Collectors.toSet());
    return timeline.faults().stream()
        .map(fault -> report(fault, effective.contains(fault.fault())))
        .toList();
  }

  private static FaultReport report(FaultHistory fault, boolean effective) {
    return new FaultReport(
        fault.fault(),
        fault.kind(),
        fault.target(),
        fault.phase(),
        fault.detail(),
        fault.at(FaultPhase.INJECTING),
        fault.at(FaultPhase.ACTIVE),
        fault.at(FaultPhase.HEALED),
        fault.at(FaultPhase.RECOVERED),
        effective);
  }
}
