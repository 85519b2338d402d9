package dev.faultline.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code docs/metrics.md} promises: each series name with its type and its labels. */
public final class DocumentedMetrics {

  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([a-z_0-9]+)` \\| (gauge|counter|summary)(?:, live)? \\| [^|]+ \\| ([a-z_, ]*)\\| [^|]+ \\|$",
          Pattern.MULTILINE);

  private final Map<String, Metric> metrics = new TreeMap<>();

  /** What Prometheus says about one series name. */
  public record Metric(String type, Set<String> labels) {}

  /** Reads the page. */
  public DocumentedMetrics() throws IOException {
    ROW.matcher(Files.readString(PAGE)).results().forEach(this::add);
  }

  /** The names that begin so; a summary has three. */
  Map<String, Metric> startingWith(String prefix) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** All of them. */
  public Map<String, Metric> all() {
    return startingWith("");
  }

  private void add(MatchResult row) {
    String name = row.group(1);
    Set<String> labels =
        Arrays.stream(row.group(3).split("[ ,]+"))
            .filter(label -> !label.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    String type = row.group(2);
    if (type.equals("summary")) {
      Stream.of("_count", "_sum")
          .forEach(part -> metrics.put(name + part, new Metric(type, labels)));
      metrics.put(name + "_max", new Metric("gauge", labels));
    } else {
      metrics.put(name, new Metric(type, labels));
    }
  }
}
