package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.Numbers;
import dev.faultline.cli.report.figures.Point;
import dev.faultline.cli.report.figures.StepFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Percentiles of one step's response time. */
final class ResponseTimeChart {

  private static final int TALL = 240;
  private static final int ONE_OF_MANY = 120;

  private final Buckets buckets;
  private final List<Band> bands;

  ResponseTimeChart(Buckets buckets, List<Band> bands) {
    this.buckets = buckets;
    this.bands = bands;
  }

  /**
   * @param index of the chart among those of response times, from 0
   * @param of how many there are
   * @param marks the regressions of this step's response time
   */
  Figure figure(StepFigures step, int index, int of, List<Mark> marks) {
    SortedMap<Long, Point.Percentiles> known = new TreeMap<>();
    step.points().forEach(p -> p.responseTime().ifPresent(rt -> known.put(p.startMicros(), rt)));
    ValueScale values =
        ValueScale.covering(
            known.values().stream().mapToLong(Point.Percentiles::p50).min().orElse(0),
            known.values().stream().mapToLong(Point.Percentiles::p99).max().orElse(0));
    Axes axes =
        new Axes(
            new TimeScale(buckets.span()),
            values,
            Numbers::latencyTick,
            of == 1 ? TALL : ONE_OF_MANY);
    List<Gaps.Gap> gaps = buckets.gaps(known);
    Chart chart =
        new Chart(
            "response-time-" + index,
            "Response time of " + step.name(),
            description(step, marks, gaps),
            axes,
            bands,
            index == 0,
            marks,
            gaps,
            List.of(),
            List.of(
                line("p99", known, Point.Percentiles::p99),
                line("p95", known, Point.Percentiles::p95),
                line("p50", known, Point.Percentiles::p50)));
    String scale = values instanceof ValueScale.Log ? " (logarithmic)" : "";
    return new Figure(
        "Response time" + scale,
        step.name(),
        legend(index == 0, gaps, marks),
        chart,
        buckets.readings(known, ResponseTimeChart::words));
  }

  private Line line(
      String name,
      SortedMap<Long, Point.Percentiles> known,
      ToLongFunction<Point.Percentiles> percentile) {
    List<Line.Dot> dots =
        known.entrySet().stream()
            .map(entry -> new Line.Dot(entry.getKey(), percentile.applyAsLong(entry.getValue())))
            .toList();
    return new Line(name, name, dots, buckets.micros());
  }

  private List<Figure.Key> legend(boolean first, List<Gaps.Gap> gaps, List<Mark> marks) {
    List<Figure.Key> keys = new ArrayList<>();
    if (first) {
      keys.add(new Figure.Key("p50", "p50"));
      keys.add(new Figure.Key("p95", "p95"));
      keys.add(new Figure.Key("p99", "p99"));
    }
    if (first && !bands.isEmpty()) {
      keys.add(new Figure.Key("band", "fault"));
    }
    if (!gaps.isEmpty()) {
      keys.add(new Figure.Key("no-data", "NO_DATA"));
    }
    if (!marks.isEmpty()) {
      keys.add(new Figure.Key("detected", "detected"));
      keys.add(new Figure.Key("baseline", "baseline"));
    }
    return keys;
  }

  private static String words(Point.Percentiles of) {
    return "p50 %s · p95 %s · p99 %s"
        .formatted(Numbers.latency(of.p50()), Numbers.latency(of.p95()), Numbers.latency(of.p99()));
  }

  private String description(StepFigures step, List<Mark> marks, List<Gaps.Gap> gaps) {
    if (step.count() == 0) {
      return "NO_DATA: nothing completed.";
    }
    return "p50, p95 and p99 over time; %d fault bands, %d regressions, %d stretches of NO_DATA."
        .formatted(bands.size(), marks.size(), gaps.size());
  }
}
