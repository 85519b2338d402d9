package dev.faultline.cli.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faultline.core.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The runs in a folder, as their summaries and locks tell. */
public final class RunList {

  private static final String UNKNOWN = "-";
  private static final String ROW = "%-36s  %-24s  %-20s  %8s  %-12s  %s";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RunList() {}

  /**
   * One run.
   *
   * @param plan empty when it left no summary
   * @param started time zero of its load; when it was submitted, if no load began
   * @param length from there to the end of its last window
   * @param result its verdict; else {@code none}, {@code still on}, {@code killed} or, when neither
   *     a summary nor a lock tells, {@code unfinished}
   */
  public record Entry(
      RunId id,
      Optional<String> plan,
      Instant started,
      Optional<Duration> length,
      String result,
      Optional<Integer> exitCode) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Summary(Run run, String verdict, int exitCode) {
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Run(String plan, String started, Double seconds) {}
  }

  /** The runs in the folder, the newest first; what is no run is passed over. */
  public static List<Entry> of(Path out) {
    if (!Files.isDirectory(out)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(out)) {
      return folders
          .filter(Files::isDirectory)
          .flatMap(folder -> entry(new RunFolder(folder)).stream())
          .sorted(Comparator.comparing(Entry::id).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + out + ": " + e.getMessage(), e);
    }
  }

  /** A table for people. */
  public static List<String> lines(List<Entry> runs) {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("run", "plan", "started", "length", "verdict", "exit code"));
    for (Entry run : runs) {
      lines.add(
          ROW.formatted(
              run.id,
              run.plan.orElse(UNKNOWN),
              run.started.truncatedTo(ChronoUnit.SECONDS),
              run.length.map(RunList::text).orElse(UNKNOWN),
              run.result,
              run.exitCode.map(String::valueOf).orElse(UNKNOWN)));
    }
    return lines;
  }

  private static Optional<Entry> entry(RunFolder folder) {
    Optional<RunId> id = id(folder.name());
    return id.map(
        known -> summary(folder).map(s -> judged(known, s)).orElseGet(() -> bare(known, folder)));
  }

  private static Entry judged(RunId id, Summary summary) {
    return new Entry(
        id,
        Optional.ofNullable(summary.run.plan),
        Optional.ofNullable(summary.run.started).map(Instant::parse).orElse(submitted(id)),
        Optional.ofNullable(summary.run.seconds)
            .map(seconds -> Duration.ofMillis(Math.round(seconds * 1_000))),
        Optional.ofNullable(summary.verdict).orElse("none"),
        Optional.of(summary.exitCode));
  }

  private static Entry bare(RunId id, RunFolder folder) {
    return new Entry(
        id, Optional.empty(), submitted(id), Optional.empty(), state(folder), Optional.empty());
  }

  private static String state(RunFolder folder) {
    if (!Files.exists(folder.lock())) {
      return "unfinished";
    }
    try {
      boolean runs = RunLock.read(folder).process().identity().running().isPresent();
      return runs ? "still on" : "killed";
    } catch (IOException e) {
      return "unfinished";
    }
  }

  /** A summary that cannot be read tells as much as none. */
  private static Optional<Summary> summary(RunFolder folder) {
    try {
      return Optional.of(JSON.readValue(folder.summary().toFile(), Summary.class))
          .filter(summary -> summary.run != null);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<RunId> id(String name) {
    try {
      RunId id = RunId.parse(name);
      return Optional.of(id).filter(parsed -> parsed.toString().equals(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The leading 48 bits of a UUIDv7 are the milliseconds of its making. */
  private static Instant submitted(RunId id) {
    return Instant.ofEpochMilli(id.value().getMostSignificantBits() >>> 16);
  }

  private static String text(Duration length) {
    String minutes = "%02d:%02d".formatted(length.toMinutesPart(), length.toSecondsPart());
    return length.toHours() == 0 ? minutes : length.toHours() + ":" + minutes;
  }
}
