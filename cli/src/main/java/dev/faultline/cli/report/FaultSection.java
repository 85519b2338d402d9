package dev.faultline.cli.report;

import dev.faultline.cli.report.figures.FaultStory;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.report.markup.Table;
import dev.faultline.cli.report.markup.Text;
import dev.faultline.core.fault.FaultPhase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What was broken on purpose, and when each phase was reached. */
final class FaultSection {

  private FaultSection() {}

  static Element element(RunFigures figures) {
    Element section = Element.of("section", Element.of("h2", "Faults")).with("id", "faults");
    if (figures.faults().isEmpty()) {
      return section.add(Element.of("p", "The plan injects no fault."));
    }
    Table table =
        Table.of(
                "Faults",
                "Fault",
                "What",
                "Injecting",
                "Active",
                "Healing",
                "Healed",
                "End",
                "Effect")
            .quiet();
    Element told = Element.of("ul").styled("evidence");
    for (FaultStory fault : figures.faults()) {
      table.row(
          new Text(fault.name()),
          new Text(fault.kind() + " on " + fault.target()),
          new Text(time(fault, FaultPhase.INJECTING, figures)),
          new Text(time(fault, FaultPhase.ACTIVE, figures)),
          new Text(time(fault, FaultPhase.HEALING, figures)),
          new Text(time(fault, FaultPhase.HEALED, figures)),
          new Text(end(fault, figures)),
          new Text(effect(fault)));
      String details = details(fault);
      if (!details.isEmpty()) {
        told.add(Element.of("li", Element.of("b", fault.name() + " "), new Text(details)));
      }
    }
    return section.add(table.element(), told);
  }

  /** What each phase had to tell, once. */
  private static String details(FaultStory fault) {
    Map<String, FaultPhase> told = new LinkedHashMap<>();
    fault.phases().forEach((phase, entry) -> told.putIfAbsent(entry.detail(), phase));
    told.remove("");
    return told.entrySet().stream()
        .map(entry -> entry.getValue() + ": " + entry.getKey())
        .collect(Collectors.joining("; "));
  }

  static String end(FaultStory fault, RunFigures figures) {
    return fault
        .lastPhase()
        .map(
            phase ->
                phase.terminal() ? phase + " " + time(fault, phase, figures) : phase.toString())
        .orElse("never begun");
  }

  static String time(FaultStory fault, FaultPhase phase, RunFigures figures) {
    OptionalLong at = fault.atMicros(phase);
    return at.isEmpty() ? "–" : Numbers.time(at.getAsLong(), figures.span());
  }

  static String effect(FaultStory fault) {
    if (fault.noEffect()) {
      return "NO_EFFECT";
    }
    return fault.effective().orElse(false) ? "explains a regression" : "–";
  }
}
