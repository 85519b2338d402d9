package dev.faultline.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Prometheus' files in {@code observability/}, as maps and lists. */
final class AlertRules {

  static final Path FOLDER = Path.of("..", "observability", "prometheus");

  private AlertRules() {}

  /** All alerts. */
  static List<Map<?, ?>> all() throws IOException {
    List<Map<?, ?>> alerts = new ArrayList<>();
    for (Path file : files("rules")) {
      for (Map<?, ?> group : maps(read(file), "groups")) {
        alerts.addAll(maps(group, "rules"));
      }
    }
    return alerts;
  }

  /** The files of promtool's tests, or of the rules. */
  static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  static Map<?, ?> read(Path file) throws IOException {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
  }

  /** The maps in a list; none when it is not there. */
  static List<Map<?, ?>> maps(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof List<?> list
        ? list.stream().<Map<?, ?>>map(Map.class::cast).toList()
        : List.of();
  }
}
