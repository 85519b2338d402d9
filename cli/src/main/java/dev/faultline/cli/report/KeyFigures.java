package dev.faultline.cli.report;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.StepFigures;
import dev.faultline.cli.report.figures.TimeSpan;
import dev.faultline.cli.report.figures.Totals;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.window.RunProgress;

/** The strip of numbers that a reader wants first. */
final class KeyFigures {

  private static final String UNKNOWN = "–";

  private KeyFigures() {}

  static Element element(RunRecord run, RunFigures figures) {
    Totals totals = figures.totals();
    LatencyHistogram latency = totals.responseTime();
    boolean data = totals.requests() > 0;
    return Element.of(
            "dl",
            figure(
                "Response time p95",
                data ? Numbers.latency(latency.percentile(95)) : UNKNOWN,
                data
                    ? "p50 %s · p99 %s"
                        .formatted(
                            Numbers.latency(latency.percentile(50)),
                            Numbers.latency(latency.percentile(99)))
                    : "NO_DATA"),
            figure(
                "Requests",
                Numbers.count(totals.requests()),
                figures
                    .span()
                    .map(TimeSpan::seconds)
                    .map(s -> "in " + Numbers.seconds(s))
                    .orElse("")),
            figure("Achieved rate", achieved(figures), "offered " + offered(figures)),
            figure(
                "Errors",
                data ? Numbers.percent(totals.errorRate()) : UNKNOWN,
                Numbers.count(totals.failed()) + " of " + Numbers.count(totals.requests())),
            figure(
                "Dropped",
                totals.progress().map(told -> Numbers.count(told.dropped())).orElse(UNKNOWN),
                totals.progress().isPresent()
                    ? Numbers.percent(totals.droppedShare()) + " of due"
                    : "NO_DATA"),
            figure("Regressions", regressions(run, figures), unexplained(figures)),
            figure(
                "Completeness",
                data ? Numbers.percent(totals.completeness()) : UNKNOWN,
                Numbers.count(totals.missing()) + " missing"))
        .styled("key-figures");
  }

  private static Element figure(String name, String value, String beside) {
    return Element.of(
        "div",
        Element.of("dt", name),
        Element.of("dd", Element.of("b", value), Element.of("span", beside)));
  }

  private static String achieved(RunFigures figures) {
    long results = figures.firstSteps().stream().mapToLong(StepFigures::count).sum();
    return figures.span().map(span -> Numbers.perSecond(results / span.seconds())).orElse(UNKNOWN);
  }

  private static String offered(RunFigures figures) {
    return figures
        .span()
        .flatMap(
            span ->
                figures
                    .totals()
                    .progress()
                    .map(RunProgress::due)
                    .map(due -> Numbers.perSecond(due / span.seconds())))
        .orElse(UNKNOWN);
  }

  private static String regressions(RunRecord run, RunFigures figures) {
    if (!figures.regressions().isEmpty()) {
      return Numbers.count(figures.regressions().size());
    }
    return run.verdict().isPresent() && figures.totals().requests() > 0 ? "none" : UNKNOWN;
  }

  private static String unexplained(RunFigures figures) {
    long unexplained =
        figures.regressions().stream()
            .filter(event -> event.explanation().attribution() == Attribution.UNEXPLAINED)
            .count();
    return figures.regressions().isEmpty() ? "" : unexplained + " unexplained";
  }
}
