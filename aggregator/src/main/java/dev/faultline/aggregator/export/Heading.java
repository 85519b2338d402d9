package dev.faultline.aggregator.export;

import dev.faultline.core.window.Series;

/**
 * The first line of an exported file, a comment to all who read such files: what it holds, of which
 * run, and in which units.
 *
 * @param units one clause without a line end
 */
public record Heading(Latency latency, Series series, String units) {

  /** The line without its end. */
  @Override
  public String toString() {
    return "#" + comment();
  }

  /** What stands behind the comment sign. */
  String comment() {
    return "[Faultline: %s time of %s in run %s; %s]"
        .formatted(latency.word(), SeriesName.of(series), series.runId(), units);
  }
}
