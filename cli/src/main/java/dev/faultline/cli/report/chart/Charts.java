package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.Numbers;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.StepFigures;
import dev.faultline.cli.report.figures.TimeSpan;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.window.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The charts of a report, one above the other over the same time axis. */
public final class Charts {

  /** More steps than a reader can compare; the others are in the table. */
  static final int MOST_STEPS = 12;

  private final RunFigures figures;
  private final TimeSpan span;
  private final Buckets buckets;
  private final List<Band> bands;

  private Charts(RunFigures figures, TimeSpan span) {
    this.figures = figures;
    this.span = span;
    this.buckets = new Buckets(span, figures.bucketMicros());
    this.bands = Band.of(figures.faults(), span);
  }

  /** The section of the page; it says so when there is nothing to draw. */
  public static Element section(RunFigures figures) {
    Element section = Element.of("section", Element.of("h2", "Over time")).with("id", "over-time");
    return figures
        .span()
        .map(span -> section.add(new Charts(figures, span).all()))
        .orElseGet(() -> section.add(Element.of("p", "NO_DATA: the run has no window.")));
  }

  private List<Element> all() {
    List<Element> all = new ArrayList<>();
    all.add(Element.of("p", axisNote()).styled("note"));
    List<StepFigures> drawn = drawnSteps();
    ResponseTimeChart responseTime = new ResponseTimeChart(buckets, bands);
    for (int i = 0; i < drawn.size(); i++) {
      StepFigures step = drawn.get(i);
      all.add(responseTime.figure(step, i, drawn.size(), responseTimeMarks(step)).element());
    }
    if (drawn.size() < figures.steps().size()) {
      all.add(
          Element.of(
                  "p",
                  "The %d steps with the most results of %d; the table below has all."
                      .formatted(drawn.size(), figures.steps().size()))
              .styled("note"));
    }
    all.add(new RateChart(buckets, bands).figure(figures.firstSteps()).element());
    all.add(errors());
    return all;
  }

  private String axisNote() {
    String windows = figures.bucketMicros() > 1_000_000 ? "merged to " : "of ";
    return "Time runs from the start of the load, %s; windows %s%s."
        .formatted(
            Numbers.utc(span.startMicros()),
            windows,
            Numbers.significant(figures.bucketMicros() / 1e6) + " s");
  }

  /** In the plan's order, the steps with the most results. */
  private List<StepFigures> drawnSteps() {
    List<StepFigures> most =
        figures.steps().stream()
            .sorted(Comparator.comparingLong(StepFigures::count).reversed())
            .limit(MOST_STEPS)
            .toList();
    return figures.steps().stream().filter(most::contains).toList();
  }

  private Element errors() {
    List<Mark> marks = marks(event -> event.degradation().metric() == Metric.ERROR_RATE);
    if (figures.totals().failed() == 0 && marks.isEmpty()) {
      long requests = figures.totals().requests();
      return Element.of("h3", "Errors per second")
          .text(
              requests == 0
                  ? ": NO_DATA, nothing completed"
                  : ": none, all " + Numbers.count(requests) + " results were OK");
    }
    // Of an iteration that is measured as a whole its steps are counted already.
    List<StepFigures> requests =
        figures.steps().stream().filter(step -> !Series.isReserved(step.step())).toList();
    return new ErrorChart(buckets, bands).figure(requests, marks).element();
  }

  private List<Mark> responseTimeMarks(StepFigures step) {
    return marks(
        event ->
            event.degradation().metric() == Metric.RESPONSE_TIME_P95
                && event.degradation().series().scenario().equals(step.scenario())
                && event.degradation().series().step().equals(step.step()));
  }

  private List<Mark> marks(Predicate<RegressionEvent> which) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < figures.regressions().size(); i++) {
      RegressionEvent event = figures.regressions().get(i);
      if (which.test(event)) {
        marks.add(Mark.of(regressionName(i), event, span));
      }
    }
    return marks;
  }

  /** What charts and tables call a regression, by its place in the list from 0. */
  public static String regressionName(int index) {
    return "R" + (index + 1);
  }
}
