package dev.faultline.aggregator.export;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.window.WindowStats;
import java.util.function.Function;

/** The two latencies that a window has. */
public enum Latency {
  /** From the intended start to the completion. */
  RESPONSE_TIME("response", WindowStats::responseTime),
  /** From the actual send to the completion. */
  SERVICE_TIME("service", WindowStats::serviceTime);

  private final String word;
  private final Function<WindowStats, LatencyHistogram> part;

  Latency(String word, Function<WindowStats, LatencyHistogram> part) {
    this.word = word;
    this.part = part;
  }

  /** How it is called in the names of files. */
  public String word() {
    return word;
  }

  /** This latency of all results of the window. */
  public LatencyHistogram of(WindowStats window) {
    return part.apply(window);
  }
}
