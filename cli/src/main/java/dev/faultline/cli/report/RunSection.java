package dev.faultline.cli.report;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.TimeSpan;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.report.markup.Node;
import dev.faultline.cli.report.markup.Table;
import dev.faultline.cli.report.markup.Text;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was run, where and when; enough to run it again. */
final class RunSection {

  private RunSection() {}

  static Element element(RunRecord run, RunFigures figures) {
    Optional<PlanSource> source = run.runEvents().stream().findFirst().map(RunEvent::plan);
    Table facts =
        Table.of("Run", "Fact", "Value")
            .quiet()
            .row(new Text("Run"), Element.of("code", run.runId().toString()))
            .row(
                new Text("Plan"),
                new Text(
                    source
                        .map(plan -> run.plan().name() + ", " + plan.file())
                        .orElse(run.plan().name())))
            .row(
                new Text("Load began"),
                new Text(figures.span().map(s -> Numbers.utc(s.startMicros())).orElse("never")))
            .row(
                new Text("Last window ended"),
                new Text(figures.span().map(s -> Numbers.utc(s.endMicros())).orElse("–")))
            .row(
                new Text("Length"),
                new Text(figures.span().map(TimeSpan::seconds).map(Numbers::seconds).orElse("–")));
    source
        .filter(plan -> !plan.parameters().isEmpty())
        .ifPresent(plan -> facts.row(new Text("Parameters"), parameters(plan)));
    for (Scenario scenario : run.plan().scenarios()) {
      facts.row(new Text("Scenario " + scenario.name()), new Text(load(run, scenario)));
    }
    Element section =
        Element.of("section", Element.of("h2", "Run"), facts.element()).with("id", "run");
    source.ifPresent(
        plan ->
            section.add(
                Element.of(
                    "details",
                    Element.of("summary", "The plan as written"),
                    Element.of("pre", plan.yaml()))));
    return section;
  }

  private static Node parameters(PlanSource plan) {
    return new Text(
        plan.parameters().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", ")));
  }

  private static String load(RunRecord run, Scenario scenario) {
    String target =
        run.plan()
            .target(scenario.target())
            .map(Target::location)
            .map(address -> scenario.target() + " at " + address)
            .orElse(scenario.target());
    return "on %s: %s; at most %s in flight, %s connections"
        .formatted(
            target,
            ProfileWording.of(scenario.load()),
            Numbers.count(scenario.maxInFlight()),
            Numbers.count(scenario.maxConnections()));
  }
}
