package dev.faultline.cli.report;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.Totals;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.report.markup.Table;
import dev.faultline.cli.report.markup.Text;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.window.RunProgress;

/** Whether the load was what the plan asked for: without that no other number means anything. */
final class LoadSection {

  private LoadSection() {}

  static Element element(RunRecord run, RunFigures figures) {
    Totals totals = figures.totals();
    Element section =
        Element.of("section", Element.of("h2", "Validity of the load")).with("id", "load");
    if (totals.progress().isEmpty()) {
      return section.add(Element.of("p", "NO_DATA: nothing was heard of the load."));
    }
    RunProgress told = totals.progress().get();
    Table table =
        Table.of("Validity of the load", "Figure", "Measured", "Meaning")
            .quiet()
            .row(
                new Text("Due"),
                new Text(Numbers.count(told.due())),
                new Text("arrivals that the load profile asked for, and users ready to begin"))
            .row(
                new Text("Started"),
                new Text(Numbers.count(told.started())),
                new Text("iterations begun"))
            .row(
                new Text("Completed"),
                new Text(Numbers.count(told.completed())),
                new Text("iterations ended, whatever their outcome"))
            .row(
                new Text("Dropped"),
                new Text(
                    "%s (%s)"
                        .formatted(
                            Numbers.count(told.dropped()), Numbers.percent(totals.droppedShare()))),
                new Text(
                    "arrivals not started; the plan allows "
                        + Numbers.percent(run.plan().maxDroppedShare())))
            .row(
                new Text("Not carried"),
                new Text(Numbers.count(told.uncarried())),
                new Text("arrivals due while no generator carried their shard, not started either"))
            .row(
                new Text("Completeness"),
                new Text(Numbers.percent(totals.completeness())),
                new Text("share of results proven present by gap-free sequence numbers"))
            .row(
                new Text("Missing"),
                new Text(Numbers.count(totals.missing())),
                new Text("results proven lost"))
            .row(
                new Text("Late"),
                new Text(Numbers.count(told.late())),
                new Text("results that came after their window had closed"))
            .row(
                new Text("Generator lag"),
                new Text(Numbers.latency(totals.maxSchedulingLagMicros())),
                new Text("the longest time by which an arrival was fired late"))
            .row(
                new Text("Buffer fill"),
                new Text(Numbers.percent(totals.maxBufferFill())),
                new Text("the fullest that the generator's result buffer was"));
    return section.add(table.element());
  }
}
