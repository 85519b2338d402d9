package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.Numbers;
import dev.faultline.cli.report.figures.Point;
import dev.faultline.cli.report.figures.StepFigures;
import dev.faultline.core.result.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Results that were not successful, per second, one layer for each outcome. */
final class ErrorChart {

  private static final int HEIGHT = 100;
  private static final List<Outcome> LAYERS =
      List.of(Outcome.ERROR, Outcome.TIMEOUT, Outcome.CHECK_FAILED);

  private final Buckets buckets;
  private final List<Band> bands;

  ErrorChart(Buckets buckets, List<Band> bands) {
    this.buckets = buckets;
    this.bands = bands;
  }

  /**
   * @param steps all; the chart shows their sum
   * @param marks the regressions of error rates
   */
  Figure figure(List<StepFigures> steps, List<Mark> marks) {
    SortedMap<Long, Map<Outcome, Double>> known = new TreeMap<>();
    for (StepFigures step : steps) {
      for (Point point : step.points()) {
        Map<Outcome, Double> rates =
            known.computeIfAbsent(point.startMicros(), start -> new EnumMap<>(Outcome.class));
        point
            .outcomes()
            .forEach((outcome, count) -> rates.merge(outcome, point.perSecond(count), Double::sum));
      }
    }
    double most = known.values().stream().mapToDouble(ErrorChart::sum).max().orElse(0);
    List<Gaps.Gap> gaps = buckets.gaps(known);
    Chart chart =
        new Chart(
            "errors",
            "Errors per second",
            "Results that were not successful, by outcome; at most " + Numbers.perSecond(most),
            new Axes(
                new TimeScale(buckets.span()), ValueScale.linear(most), Numbers::perSecond, HEIGHT),
            bands,
            false,
            marks,
            gaps,
            layers(known),
            List.of());
    return new Figure(
        "Errors per second",
        steps.size() > 1 ? "all steps" : "",
        legend(steps),
        chart,
        buckets.readings(known, ErrorChart::words));
  }

  private List<Bars> layers(SortedMap<Long, Map<Outcome, Double>> known) {
    Map<Outcome, List<Bars.Bar>> bars = new EnumMap<>(Outcome.class);
    LAYERS.forEach(outcome -> bars.put(outcome, new ArrayList<>()));
    known.forEach(
        (start, rates) -> {
          double from = 0;
          for (Outcome outcome : LAYERS) {
            double to = from + rates.getOrDefault(outcome, 0.0);
            bars.get(outcome).add(new Bars.Bar(start, buckets.end(start), from, to));
            from = to;
          }
        });
    return LAYERS.stream().map(outcome -> new Bars(style(outcome), bars.get(outcome))).toList();
  }

  private static List<Figure.Key> legend(List<StepFigures> steps) {
    List<Figure.Key> keys = new ArrayList<>();
    for (Outcome outcome : LAYERS) {
      long count = steps.stream().mapToLong(step -> step.outcomes().get(outcome)).sum();
      if (count > 0) {
        keys.add(new Figure.Key(style(outcome), outcome + " " + Numbers.count(count)));
      }
    }
    return keys;
  }

  private static double sum(Map<Outcome, Double> rates) {
    return LAYERS.stream().mapToDouble(outcome -> rates.getOrDefault(outcome, 0.0)).sum();
  }

  private static String words(Map<Outcome, Double> rates) {
    return LAYERS.stream()
        .map(outcome -> outcome + " " + Numbers.perSecond(rates.getOrDefault(outcome, 0.0)))
        .collect(Collectors.joining(" · "));
  }

  private static String style(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
