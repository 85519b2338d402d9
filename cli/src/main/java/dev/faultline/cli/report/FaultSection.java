package dev.faultline.cli.report;

import dev.faultline.cli.report.figures.FaultStory;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.report.markup.Table;
import dev.faultline.cli.report.markup.Text;
import dev.faultline.core.fault.FaultPhase;

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
            "Faults, by the plan",
            "Fault",
            "What",
            "Injecting",
            "Active",
            "Healing",
            "Healed",
            "End",
            "Effect");
    for (FaultStory fault : figures.faults()) {
      table.row(
          new Text(fault.name()),
          new Text(
              "%s on %s: %s"
                  .formatted(fault.kind(), fault.target(), String.join("; ", fault.details()))),
          new Text(time(fault, FaultPhase.INJECTING, figures)),
          new Text(time(fault, FaultPhase.ACTIVE, figures)),
          new Text(time(fault, FaultPhase.HEALING, figures)),
          new Text(time(fault, FaultPhase.HEALED, figures)),
          new Text(end(fault, figures)),
          new Text(effect(fault)));
    }
    return section.add(table.element());
  }

  private static String end(FaultStory fault, RunFigures figures) {
    return fault
        .lastPhase()
        .map(
            phase ->
                phase.terminal() ? phase + " " + time(fault, phase, figures) : phase.toString())
        .orElse("never begun");
  }

  private static String time(FaultStory fault, FaultPhase phase, RunFigures figures) {
    Long at = fault.phases().get(phase);
    return at == null
        ? "–"
        : figures
            .span()
            .map(span -> Numbers.offset(span.offsetSeconds(at)))
            .orElseGet(() -> Numbers.utc(at));
  }

  private static String effect(FaultStory fault) {
    if (fault.noEffect()) {
      return "NO_EFFECT";
    }
    return fault.effective().orElse(false) ? "explains a regression" : "–";
  }
}
