package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.Numbers;
import dev.faultline.cli.report.figures.Point;
import dev.faultline.cli.report.figures.StepFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Arrivals that were due, those that were answered and those that were dropped, per second. */
final class RateChart {

  private static final int HEIGHT = 120;

  private final Buckets buckets;
  private final List<Band> bands;

  RateChart(Buckets buckets, List<Band> bands) {
    this.buckets = buckets;
    this.bands = bands;
  }

  private record Rate(double offered, double achieved, double dropped) {
    static Rate of(Point point) {
      return new Rate(
          point.perSecond(point.offered()),
          point.perSecond(point.completed()),
          point.perSecond(point.dropped()));
    }

    Rate plus(Rate other) {
      return new Rate(offered + other.offered, achieved + other.achieved, dropped + other.dropped);
    }
  }

  /**
   * @param firstSteps the first step of each scenario; the chart shows their sum
   */
  Figure figure(List<StepFigures> firstSteps) {
    SortedMap<Long, Rate> known = new TreeMap<>();
    for (StepFigures step : firstSteps) {
      step.points().forEach(point -> known.merge(point.startMicros(), Rate.of(point), Rate::plus));
    }
    ValueScale values =
        ValueScale.linear(
            known.values().stream()
                .mapToDouble(rate -> Math.max(rate.offered, rate.achieved))
                .max()
                .orElse(0));
    boolean dropping = known.values().stream().anyMatch(rate -> rate.dropped > 0);
    List<Figure.Key> legend =
        new ArrayList<>(
            List.of(new Figure.Key("offered", "offered"), new Figure.Key("achieved", "achieved")));
    if (dropping) {
      legend.add(new Figure.Key("dropped", "dropped"));
    }
    List<Gaps.Gap> gaps = buckets.gaps(known);
    Chart chart =
        new Chart(
            "rate",
            "Offered and achieved rate",
            "Arrivals due per second and how many of them completed; "
                + (dropping ? "some were dropped." : "none was dropped."),
            new Axes(new TimeScale(buckets.span()), values, Numbers::perSecond, HEIGHT),
            bands,
            false,
            List.of(),
            gaps,
            List.of(dropped(known)),
            List.of(
                line("offered", known, Rate::offered), line("achieved", known, Rate::achieved)));
    return new Figure(
        "Offered and achieved rate",
        firstSteps.size() > 1 ? "all scenarios, by their first step" : "",
        legend,
        chart,
        buckets.readings(known, RateChart::words));
  }

  private Bars dropped(SortedMap<Long, Rate> known) {
    return new Bars(
        "dropped",
        known.entrySet().stream()
            .map(
                entry ->
                    new Bars.Bar(
                        entry.getKey(), buckets.end(entry.getKey()), 0, entry.getValue().dropped()))
            .toList());
  }

  private Line line(String name, SortedMap<Long, Rate> known, ToDoubleFunction<Rate> rate) {
    return new Line(
        name,
        "",
        known.entrySet().stream()
            .map(entry -> new Line.Dot(entry.getKey(), rate.applyAsDouble(entry.getValue())))
            .toList(),
        buckets.micros());
  }

  private static String words(Rate rate) {
    return "offered %s · achieved %s · dropped %s"
        .formatted(
            Numbers.perSecond(rate.offered),
            Numbers.perSecond(rate.achieved),
            Numbers.perSecond(rate.dropped));
  }
}
