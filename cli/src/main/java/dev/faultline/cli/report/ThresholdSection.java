package dev.faultline.cli.report;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.report.markup.Table;
import dev.faultline.cli.report.markup.Text;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.threshold.Threshold;
import dev.faultline.core.threshold.ThresholdMetric;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.List;

/** The conditions of the plan, and what came of each. */
final class ThresholdSection {

  private ThresholdSection() {}

  static Element element(RunRecord run, RunFigures figures) {
    Element section =
        Element.of("section", Element.of("h2", "Thresholds")).with("id", "thresholds");
    List<ThresholdResult> results = run.verdict().map(RunVerdict::thresholds).orElse(List.of());
    List<Threshold> wanted = run.plan().thresholds();
    if (results.isEmpty()) {
      return section.add(
          Element.of(
              "p",
              wanted.isEmpty()
                  ? "The plan sets none."
                  : "%d set, none judged.".formatted(wanted.size())));
    }
    Table table = Table.of("Thresholds", "Metric", "Condition", "Observed", "Result").quiet();
    for (ThresholdResult result : results) {
      table.row(
          new Text(result.metric()),
          Element.of("code", result.expression()),
          new Text(observed(result) + abort(result, figures)),
          Element.of("b", result.held() ? "held" : "not held")
              .styled("badge " + (result.held() ? "held" : "not-held")));
    }
    return section.add(table.element());
  }

  /** When it asked for the end of the run; empty when it did not. */
  static String abort(ThresholdResult result, RunFigures figures) {
    return result.abortedAtMicros().isEmpty()
        ? ""
        : " at %s, when it asked for the end of the run"
            .formatted(Numbers.time(result.abortedAtMicros().getAsLong(), figures.span()));
  }

  static String observed(ThresholdResult result) {
    if (result.observed().isEmpty()) {
      return "NO_DATA";
    }
    double observed = result.observed().getAsDouble();
    String name = result.metric().replaceFirst("\\{.*", "").strip();
    boolean milliseconds =
        ThresholdMetric.named(name)
            .filter(metric -> metric.kind() == ThresholdMetric.Kind.TREND)
            .isPresent();
    return milliseconds ? Numbers.latency(observed * 1e3) : Numbers.significant(observed);
  }
}
