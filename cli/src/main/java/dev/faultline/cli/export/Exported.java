package dev.faultline.cli.export;

import dev.faultline.core.latency.LatencyHistogram;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What an export wrote.
 *
 * @param files in the order of the series' first windows
 * @param series how many series they are about
 * @param windows how many windows these have
 * @param results how many results are in these windows
 * @param saturated how many latencies were longer than a histogram tells apart
 */
public record Exported(List<Path> files, long series, long windows, long results, long saturated) {

  public Exported {
    files = List.copyOf(files);
  }

  /** For people: the files, and what is in them. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    files.forEach(file -> lines.add(file.toString()));
    lines.add(
        "%,d files of %,d series: %,d windows of 1 s with %,d results"
            .formatted(files.size(), series, windows, results));
    if (saturated > 0) {
      long minutes = Duration.of(LatencyHistogram.MAX_MICROS, ChronoUnit.MICROS).toMinutes();
      lines.add(
          "latencies of more than %d minutes, counted as %d minutes: %,d"
              .formatted(minutes, minutes, saturated));
    }
    return lines;
  }
}
