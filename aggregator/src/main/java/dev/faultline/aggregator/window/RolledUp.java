package dev.faultline.aggregator.window;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One series' windows, in the order of time, being merged to one that is longer. Whatever counts
 * adds up, histograms merge; what is true at a window's end is as the last part tells it.
 */
final class RolledUp {

  private final RollUp rollUp;
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final SortedMap<Integer, Long> statuses = new TreeMap<>();
  private final LatencyHistogram responseTime = new LatencyHistogram();
  private final LatencyHistogram serviceTime = new LatencyHistogram();
  private long bytesSent;
  private long bytesReceived;
  private long offered;
  private long dropped;
  private long oldestInFlightAgeMicros;
  private long missing;
  private GeneratorHealth health = GeneratorHealth.PERFECT;
  private Series series;
  private long lastStartMicros;
  private long inFlight;

  RolledUp(RollUp rollUp, WindowStats first) {
    this.rollUp = rollUp;
    add(first);
  }

  boolean of(Series whose) {
    return series.equals(whose);
  }

  /** Adds all that the next part holds. */
  RolledUp add(WindowStats part) {
    part.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    part.statuses().forEach((status, count) -> statuses.merge(status, count, Long::sum));
    responseTime.add(part.responseTime());
    serviceTime.add(part.serviceTime());
    bytesSent += part.bytesSent();
    bytesReceived += part.bytesReceived();
    offered += part.offered();
    dropped += part.dropped();
    oldestInFlightAgeMicros = Math.max(oldestInFlightAgeMicros, part.oldestInFlightAgeMicros());
    missing += part.missing();
    health = health.then(part.health());
    series = part.series();
    lastStartMicros = part.startMicros();
    inFlight = part.inFlight();
    return this;
  }

  WindowStats window() {
    return new WindowStats(
        series,
        rollUp.startOf(lastStartMicros),
        rollUp.sizeMicros(),
        outcomes,
        statuses,
        responseTime,
        serviceTime,
        bytesSent,
        bytesReceived,
        offered,
        dropped,
        inFlight,
        oldestInFlightAgeMicros,
        missing,
        health);
  }
}
