package dev.faultline.cli.report;

import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.report.markup.Table;
import dev.faultline.cli.report.markup.Text;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.threshold.Threshold;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.List;

/** The conditions of the plan, and what came of each. */
final class ThresholdSection {

  private ThresholdSection() {}

  static Element element(RunRecord run) {
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
    Table table = Table.of("Thresholds", "Metric", "Condition", "Observed", "");
    for (ThresholdResult result : results) {
      table.row(
          new Text(result.metric()),
          Element.of("code", result.expression()),
          new Text(
              result.observed().isPresent()
                  ? Numbers.significant(result.observed().getAsDouble())
                  : "NO_DATA"),
          Element.of("b", result.held() ? "held" : "not held")
              .styled("badge " + (result.held() ? "held" : "not-held")));
    }
    return section.add(table.element());
  }
}
