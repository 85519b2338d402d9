package dev.faultline.cli.report;

import dev.faultline.cli.markdown.Markdown;
import dev.faultline.cli.markdown.MarkdownTable;
import dev.faultline.cli.report.chart.Charts;
import dev.faultline.cli.report.figures.FaultStory;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.StepFigures;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of {@link MarkdownReport}, or a sentence where there is nothing to show. */
final class MarkdownTables {

  private static final String NO_DATA = "NO_DATA";

  private MarkdownTables() {}

  static List<String> thresholds(RunRecord run, RunFigures figures) {
    List<ThresholdResult> results = run.verdict().map(RunVerdict::thresholds).orElse(List.of());
    int wanted = run.plan().thresholds().size();
    if (results.isEmpty()) {
      return List.of(wanted == 0 ? "The plan sets none." : wanted + " set, none judged.");
    }
    MarkdownTable table = MarkdownTable.of(3, "Metric", "Condition", "Result", "Observed");
    for (ThresholdResult result : results) {
      table.row(
          Markdown.code(result.metric()),
          Markdown.code(result.expression()),
          result.held() ? "held" : "**not held**",
          ThresholdSection.observed(result) + ThresholdSection.abort(result, figures));
    }
    return table.lines();
  }

  static List<String> faults(RunFigures figures) {
    if (figures.faults().isEmpty()) {
      return List.of("The plan injects no fault.");
    }
    MarkdownTable table =
        MarkdownTable.of(4, "Fault", "What", "End", "Effect", "Injecting", "Active", "Healed");
    for (FaultStory fault : figures.faults()) {
      table.row(
          Markdown.code(fault.name()),
          Markdown.text(fault.kind() + " on " + fault.target()),
          FaultSection.end(fault, figures),
          Markdown.text(FaultSection.effect(fault)),
          FaultSection.time(fault, FaultPhase.INJECTING, figures),
          FaultSection.time(fault, FaultPhase.ACTIVE, figures),
          FaultSection.time(fault, FaultPhase.HEALED, figures));
    }
    return table.lines();
  }

  static List<String> regressions(RunRecord run, RunFigures figures) {
    List<RegressionEvent> events = figures.regressions();
    if (events.isEmpty()) {
      return List.of(Markdown.text(RegressionSection.none(run, figures)));
    }
    MarkdownTable table =
        MarkdownTable.of(
            4,
            "",
            "Attribution",
            "Fault",
            "What degraded",
            "Onset",
            "End",
            "Baseline → worst",
            "To detect",
            "To recover");
    List<String> evidence = new ArrayList<>(List.of(""));
    for (int i = 0; i < events.size(); i++) {
      String name = Charts.regressionName(i);
      row(table, name, events.get(i), figures);
      evidence.add(
          "- **%s** %s".formatted(name, Markdown.text(events.get(i).explanation().evidence())));
    }
    return Stream.concat(table.lines().stream(), evidence.stream()).toList();
  }

  private static void row(
      MarkdownTable table, String name, RegressionEvent event, RunFigures figures) {
    Degradation what = event.degradation();
    Explanation why = event.explanation();
    table.row(
        name,
        Markdown.text(why.attribution().toString()),
        why.fault().map(Markdown::code).orElse("–"),
        "%s of %s / %s"
            .formatted(
                RegressionSection.metric(what.metric()),
                Markdown.code(what.series().scenario()),
                Markdown.code(what.series().step())),
        Numbers.time(what.onsetMicros(), figures.span()),
        what.endMicros().isPresent()
            ? Numbers.time(what.endMicros().getAsLong(), figures.span())
            : "still open",
        RegressionSection.value(what.metric(), what.baseline())
            + " → "
            + RegressionSection.value(what.metric(), what.worst()),
        RegressionSection.duration(why.timeToDetectMicros()),
        RegressionSection.duration(why.timeToRecoverMicros()));
  }

  static List<String> steps(RunFigures figures) {
    if (figures.steps().isEmpty()) {
      return List.of("The plan measures no step.");
    }
    MarkdownTable table =
        MarkdownTable.of(
            2, "Scenario", "Step", "p50", "p95", "p99", "Max", "Error rate", "Results", "Rate");
    for (StepFigures step : figures.steps()) {
      LatencyHistogram latency = step.responseTime();
      boolean data = step.count() > 0;
      table.row(
          Markdown.code(step.scenario()),
          Markdown.code(step.step()),
          data ? Numbers.latency(latency.percentile(50)) : NO_DATA,
          data ? Numbers.latency(latency.percentile(95)) : NO_DATA,
          data ? Numbers.latency(latency.percentile(99)) : NO_DATA,
          data ? Numbers.latency(latency.max()) : NO_DATA,
          data ? Numbers.percent((double) step.failed() / step.count()) : NO_DATA,
          Numbers.count(step.count()),
          figures
              .span()
              .map(span -> Numbers.perSecond(step.count() / span.seconds()))
              .orElse(NO_DATA));
    }
    return table.lines();
  }
}
