package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.figures.FaultStory;
import dev.faultline.cli.report.figures.TimeSpan;
import dev.faultline.core.fault.FaultPhase;
import java.util.List;
import java.util.stream.Stream;

/** The stretch in which a fault's side effects may have existed: from INJECTING to HEALED. */
public record Band(String fault, long fromMicros, long toMicros) {

  /** The bands of those faults that were injected; one that never ended lasts to the end. */
  public static List<Band> of(List<FaultStory> faults, TimeSpan span) {
    return faults.stream().flatMap(fault -> of(fault, span)).toList();
  }

  private static Stream<Band> of(FaultStory fault, TimeSpan span) {
    return fault.atMicros(FaultPhase.INJECTING).stream()
        .mapToObj(
            began -> new Band(fault.name(), began, fault.endedMicros().orElse(span.endMicros())));
  }
}
