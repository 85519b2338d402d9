package dev.faultline.core.window;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All results of one series that completed in {@code [start, start + size)}. Final once, never
 * revised; a window in which nothing completed is written too, for silence is also evidence.
 *
 * <p>A base window is one second long. Roll-ups of 10 s and 60 s say the same things of longer
 * times and are merged from shorter windows, so whoever adds windows up must take those of one size
 * only. A run begins and ends anywhere within a roll-up: the first and the last one of each size
 * may cover less than their size, namely what the run has of it.
 *
 * @param startMicros begin of the window, microseconds since the epoch, a multiple of the size
 * @param sizeMicros length of the window: 1, 10 or 60 seconds
 * @param outcomes how many results had each outcome; every outcome is present
 * @param statuses how many results had each protocol status, 0 for no answer
 * @param responseTime from the intended start to the completion
 * @param serviceTime from the actual send to the completion
 * @param offered arrivals of the scenario that were due in the window; in the closed model, how
 *     often a user was ready: the target itself decides how much it is offered
 * @param dropped arrivals of the scenario that were due in the window and were not started
 * @param inFlight iterations of the scenario running at the window's end
 * @param oldestInFlightAgeMicros age of the oldest request of these, 0 when none waits
 * @param missing results that the sequence numbers prove lost
 * @param health the worst of the generators' in the window; what is cumulative in it stands as it
 *     was at the window's end
 */
public record WindowStats(
    Series series,
    long startMicros,
    long sizeMicros,
    Map<Outcome, Long> outcomes,
    SortedMap<Integer, Long> statuses,
    LatencyHistogram responseTime,
    LatencyHistogram serviceTime,
    long bytesSent,
    long bytesReceived,
    long offered,
    long dropped,
    long inFlight,
    long oldestInFlightAgeMicros,
    long missing,
    GeneratorHealth health)
    implements WindowRecord {

  /** Length of a base window, microseconds. */
  public static final long BASE_MICROS = 1_000_000;

  public WindowStats {
    EnumMap<Outcome, Long> all = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      all.put(outcome, outcomes.getOrDefault(outcome, 0L));
    }
    outcomes = Collections.unmodifiableMap(all);
    statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
  }

  @Override
  public RunId runId() {
    return series.runId();
  }

  /** Whether it is a base window, and not a roll-up of such. */
  public boolean isBase() {
    return sizeMicros == BASE_MICROS;
  }

  /** First microsecond after the window. */
  public long endMicros() {
    return startMicros + sizeMicros;
  }

  /** How many results it holds, whatever their outcome. */
  public long completed() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of them were not successful. */
  public long failed() {
    return completed() - outcomes.get(Outcome.OK);
  }

  /** Results per second. */
  public double achievedRate() {
    return completed() * 1e6 / sizeMicros;
  }

  /** Arrivals due per second. */
  public double offeredRate() {
    return offered * 1e6 / sizeMicros;
  }

  /** Share of the results proven present, 0 to 1; 1 when there were none to miss. */
  public double completeness() {
    long expected = completed() + missing;
    return expected == 0 ? 1 : (double) completed() / expected;
  }
}
