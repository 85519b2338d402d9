package dev.faultline.cli.report;

import dev.faultline.cli.markdown.Markdown;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.TimeSpan;
import dev.faultline.cli.report.figures.Totals;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * The run in GitHub-flavoured Markdown, for the summary of a CI job and for comments on a change:
 * the verdict first, no HTML, no links.
 */
final class MarkdownReport {

  private MarkdownReport() {}

  static String page(RunRecord run, RunFigures figures) {
    List<String> lines = new ArrayList<>();
    Headline headline = Headline.of(run);
    lines.add("## %s %s: %s".formatted(headline.sign(), headline.word(), Markdown.text(name(run))));
    lines.add("");
    Headline.reasons(run, figures).forEach(reason -> lines.add("- " + Markdown.text(reason)));
    if (run.verdict().map(RunVerdict::aborted).orElse(false)) {
      lines.add("- The run was ended early; what was measured until then stands.");
    }
    run.cautions().forEach(caution -> lines.add("- Caution: " + Markdown.text(caution) + "."));
    lines.add("");
    lines.add(load(figures));
    section(lines, "Thresholds", MarkdownTables.thresholds(run, figures));
    section(lines, "Faults", MarkdownTables.faults(figures));
    section(lines, "Regressions", MarkdownTables.regressions(run, figures));
    section(lines, "Response time and results", MarkdownTables.steps(figures));
    lines.add("");
    lines.add("Run %s%s".formatted(Markdown.code(run.runId().toString()), began(figures)));
    return String.join("\n", lines) + "\n";
  }

  private static String name(RunRecord run) {
    return run.plan().name();
  }

  private static void section(List<String> lines, String title, List<String> content) {
    lines.add("");
    lines.add("### " + title);
    lines.add("");
    lines.addAll(content);
  }

  /** One line on how much load there was, and whether it was valid. */
  private static String load(RunFigures figures) {
    Totals totals = figures.totals();
    if (totals.progress().isEmpty() || figures.span().isEmpty()) {
      return "NO_DATA: nothing was heard of the load.";
    }
    RunProgress progress = totals.progress().get();
    double seconds = figures.span().get().seconds();
    return "%s requests in %s; %s of %s due arrivals started (%s), %s dropped; %s errors; completeness %s."
        .formatted(
            Numbers.count(totals.requests()),
            Numbers.seconds(seconds),
            Numbers.count(progress.started()),
            Numbers.count(progress.due()),
            Numbers.perSecond(progress.started() / seconds),
            Numbers.percent(totals.droppedShare()),
            Numbers.percent(totals.errorRate()),
            Numbers.percent(totals.completeness()));
  }

  private static String began(RunFigures figures) {
    return figures
        .span()
        .map(TimeSpan::startMicros)
        .map(start -> ", load from " + Numbers.utc(start))
        .orElse("");
  }
}
