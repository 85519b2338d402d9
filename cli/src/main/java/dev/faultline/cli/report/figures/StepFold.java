package dev.faultline.cli.report.figures;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.window.WindowStats;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Folds the windows of one step, in time order, into totals and points. Percentiles come from
 * histograms merged per bucket, never from other percentiles; only the bucket being filled is held.
 */
final class StepFold {

  private final String scenario;
  private final String step;
  private final long originMicros;
  private final long bucketMicros;

  private final Map<Outcome, Long> outcomes = zeroes();
  private final SortedMap<Integer, Long> statuses = new TreeMap<>();
  private final LatencyHistogram responseTime = new LatencyHistogram();
  private final LatencyHistogram serviceTime = new LatencyHistogram();
  private final List<Point> points = new ArrayList<>();
  private Bucket bucket;
  private long missing;

  StepFold(String scenario, String step, long originMicros, long bucketMicros) {
    this.scenario = scenario;
    this.step = step;
    this.originMicros = originMicros;
    this.bucketMicros = bucketMicros;
  }

  void add(WindowStats window) {
    window.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    window.statuses().forEach((status, count) -> statuses.merge(status, count, Long::sum));
    serviceTime.add(window.serviceTime());
    missing += window.missing();

    long index = Math.floorDiv(window.startMicros() - originMicros, bucketMicros);
    long bucketStart = originMicros + index * bucketMicros;
    if (bucket == null || bucket.startMicros != bucketStart) {
      close();
      bucket = new Bucket(bucketStart);
    }
    bucket.add(window);
  }

  StepFigures finish() {
    close();
    return new StepFigures(
        scenario,
        step,
        outcomes,
        statuses,
        responseTime,
        serviceTime,
        missing,
        List.copyOf(points));
  }

  private void close() {
    if (bucket != null) {
      responseTime.add(bucket.merged);
      points.add(bucket.point());
      bucket = null;
    }
  }

  private static Map<Outcome, Long> zeroes() {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome, 0L);
    }
    return counts;
  }

  /** The windows that make up the next point. */
  private static final class Bucket {

    private final long startMicros;
    private final LatencyHistogram merged = new LatencyHistogram();
    private final Map<Outcome, Long> outcomes = zeroes();
    private long coveredMicros;
    private long offered;
    private long dropped;

    Bucket(long startMicros) {
      this.startMicros = startMicros;
    }

    void add(WindowStats window) {
      merged.add(window.responseTime());
      window.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
      coveredMicros += window.sizeMicros();
      offered += window.offered();
      dropped += window.dropped();
    }

    Point point() {
      Optional<Point.Percentiles> percentiles =
          merged.count() == 0
              ? Optional.empty()
              : Optional.of(
                  new Point.Percentiles(
                      merged.percentile(50), merged.percentile(95), merged.percentile(99)));
      return new Point(startMicros, coveredMicros, outcomes, offered, dropped, percentiles);
    }
  }
}
