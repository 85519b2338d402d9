package dev.faultline.detector.detect;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Makes windows of one second for tests. */
public final class Windows {

  public static final long SECOND = 1_000_000;
  public static final RunId RUN = new RunId(new UUID(7, 7));
  public static final Series SERIES = new Series(RUN, "checkout", "place-order");

  private static final LatencyHistogram NONE = new LatencyHistogram();

  /** Histograms are large and simulations need many, most of them alike. */
  private static final Map<String, LatencyHistogram> HISTOGRAMS = new HashMap<>();

  private Windows() {}

  /** A window of that many results, all of them OK. */
  public static WindowStats ok(long startMicros, int results, double medianMs, double tailMs) {
    return window(startMicros, latencies(results, medianMs, tailMs), results, 0, 0, 0);
  }

  /** A window in which some of the results failed. */
  public static WindowStats failing(long startMicros, int results, int failed, double ms) {
    return window(startMicros, latencies(results, ms, ms), results, failed, 0, 0);
  }

  /** A window in which arrivals were due and nothing completed. */
  public static WindowStats silent(long startMicros, long oldestAgeMicros) {
    return window(startMicros, NONE, 0, 0, 100, oldestAgeMicros);
  }

  /** A window in which all users waited, so nothing completed and nothing was due. */
  public static WindowStats allWaiting(long startMicros, long oldestAgeMicros) {
    return window(startMicros, NONE, 0, 0, 0, 100, oldestAgeMicros);
  }

  /** A roll-up of this run that ends then and tells nothing but failures. */
  public static WindowStats rolledUp(RunId run, long endMicros, long sizeMicros) {
    WindowStats base = of(run, failing(endMicros, 1000, 1000, 5000));
    return new WindowStats(
        base.series(),
        endMicros - sizeMicros,
        sizeMicros,
        base.outcomes(),
        base.statuses(),
        base.responseTime(),
        base.serviceTime(),
        base.bytesSent(),
        base.bytesReceived(),
        base.offered(),
        base.dropped(),
        base.inFlight(),
        base.oldestInFlightAgeMicros(),
        base.missing(),
        base.health());
  }

  /** The same window in another run. */
  public static WindowStats of(RunId run, WindowStats window) {
    return new WindowStats(
        new Series(run, window.series().scenario(), window.series().step()),
        window.startMicros(),
        window.sizeMicros(),
        window.outcomes(),
        window.statuses(),
        window.responseTime(),
        window.serviceTime(),
        window.bytesSent(),
        window.bytesReceived(),
        window.offered(),
        window.dropped(),
        window.inFlight(),
        window.oldestInFlightAgeMicros(),
        window.missing(),
        window.health());
  }

  /** Six percent of the latencies are the tail, the others the median. */
  private static LatencyHistogram latencies(int results, double medianMs, double tailMs) {
    long median = Math.round(medianMs * 1000);
    long tail = Math.round(tailMs * 1000);
    return HISTOGRAMS.computeIfAbsent(
        results + "/" + median + "/" + tail,
        key -> {
          LatencyHistogram made = new LatencyHistogram();
          int slow = (int) Math.ceil(results * 0.06);
          for (int i = 0; i < results; i++) {
            made.record(i < slow ? tail : median);
          }
          return made;
        });
  }

  private static WindowStats window(
      long startMicros,
      LatencyHistogram latencies,
      long results,
      long failed,
      long inFlight,
      long oldestAgeMicros) {
    return window(startMicros, latencies, results, failed, 100, inFlight, oldestAgeMicros);
  }

  private static WindowStats window(
      long startMicros,
      LatencyHistogram latencies,
      long results,
      long failed,
      long offered,
      long inFlight,
      long oldestAgeMicros) {
    EnumMap<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    outcomes.put(Outcome.OK, results - failed);
    outcomes.put(Outcome.ERROR, failed);
    return new WindowStats(
        SERIES,
        startMicros,
        SECOND,
        outcomes,
        new TreeMap<>(Map.of(200, results - failed)),
        latencies,
        NONE,
        0,
        0,
        offered,
        0,
        inFlight,
        oldestAgeMicros,
        0,
        GeneratorHealth.PERFECT);
  }
}
