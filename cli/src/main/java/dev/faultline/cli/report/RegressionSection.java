package dev.faultline.cli.report;

import dev.faultline.cli.report.chart.Charts;
import dev.faultline.cli.report.chart.Mark;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.report.markup.Node;
import dev.faultline.cli.report.markup.Table;
import dev.faultline.cli.report.markup.Text;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import java.util.OptionalLong;

/** Every degradation with its attribution and the evidence for it. */
final class RegressionSection {

  private RegressionSection() {}

  static Element element(RunRecord run, RunFigures figures) {
    Element section =
        Element.of("section", Element.of("h2", "Regressions")).with("id", "regressions");
    if (figures.regressions().isEmpty()) {
      return section.add(Element.of("p", none(run, figures)));
    }
    Table table =
        Table.of(
                "Regressions, by onset",
                "Name",
                "Attribution",
                "Fault",
                "What degraded",
                "Onset",
                "End",
                "Baseline → worst",
                "Time to detect",
                "Time to recover")
            .quiet();
    Element evidence = Element.of("ol").styled("evidence");
    for (int i = 0; i < figures.regressions().size(); i++) {
      RegressionEvent event = figures.regressions().get(i);
      String name = Charts.regressionName(i);
      row(table, name, event, figures);
      evidence.add(
          Element.of("li", Element.of("b", name + " "), new Text(event.explanation().evidence())));
    }
    return section.add(table.element(), Element.of("h3", "Evidence"), evidence);
  }

  /** None is good news only where somebody looked at something. */
  static String none(RunRecord run, RunFigures figures) {
    return run.verdict().isPresent() && figures.totals().requests() > 0
        ? "No degradation was found."
        : "NO_DATA: none was reported, and nothing proves that there was none.";
  }

  private static void row(Table table, String name, RegressionEvent event, RunFigures figures) {
    Degradation what = event.degradation();
    Explanation why = event.explanation();
    table.row(
        new Text(name),
        attribution(why.attribution()),
        new Text(why.fault().orElse("–")),
        new Text(
            metric(what.metric())
                + " of "
                + what.series().scenario()
                + " / "
                + what.series().step()),
        new Text(Numbers.time(what.onsetMicros(), figures.span())),
        new Text(
            what.endMicros().isPresent()
                ? Numbers.time(what.endMicros().getAsLong(), figures.span())
                : "still\u00A0open"),
        new Text(
            value(what.metric(), what.baseline())
                + "\u00A0→ "
                + value(what.metric(), what.worst())),
        new Text(duration(why.timeToDetectMicros())),
        new Text(duration(why.timeToRecoverMicros())));
  }

  private static Node attribution(Attribution attribution) {
    return Element.of("b", attribution.toString()).styled("badge " + Mark.style(attribution));
  }

  static String metric(Metric metric) {
    return switch (metric) {
      case RESPONSE_TIME_P95 -> "p95";
      case ERROR_RATE -> "Error rate";
    };
  }

  static String value(Metric metric, double value) {
    return switch (metric) {
      case RESPONSE_TIME_P95 -> Numbers.latency(value);
      case ERROR_RATE -> Numbers.percent(value);
    };
  }

  static String duration(OptionalLong micros) {
    return micros.isPresent() ? Numbers.seconds(micros.getAsLong() / 1e6) : "–";
  }
}
