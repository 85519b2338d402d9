package dev.faultline.observability;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the Grafana dashboards.
 *
 * @param name of its file
 */
record Dashboard(String name, JsonNode json) {

  static final Path FOLDER = Path.of("..", "observability", "grafana", "dashboards");

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A query, and where it stands. */
  record Query(String place, String expression) {
    @Override
    public String toString() {
      return place;
    }
  }

  static List<Dashboard> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Dashboard::read).toList();
    }
  }

  private static Dashboard read(Path file) {
    try {
      return new Dashboard(file.getFileName().toString(), STRICT.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  String uid() {
    return json.path("uid").asText();
  }

  List<JsonNode> panels() {
    return json.path("panels").valueStream().toList();
  }

  /** Those that show something. */
  List<JsonNode> charts() {
    return panels().stream().filter(panel -> !panel.path("type").asText().equals("row")).toList();
  }

  List<JsonNode> variables() {
    return json.path("templating").path("list").valueStream().toList();
  }

  /** Those that ask Prometheus for their values. */
  List<JsonNode> queriedVariables() {
    return variables().stream().filter(each -> each.path("type").asText().equals("query")).toList();
  }

  /** Those that ask Prometheus. */
  List<JsonNode> annotations() {
    return json.path("annotations")
        .path("list")
        .valueStream()
        .filter(each -> each.has("expr"))
        .toList();
  }

  /** All that panels and annotations ask Prometheus. */
  Stream<Query> queries() {
    Stream<Query> ofPanels =
        charts().stream()
            .flatMap(panel -> panel.path("targets").valueStream().map(each -> query(panel, each)));
    Stream<Query> ofAnnotations =
        annotations().stream()
            .map(each -> new Query(at("annotation", each.path("name")), expression(each)));
    return Stream.concat(ofPanels, ofAnnotations);
  }

  private Query query(JsonNode panel, JsonNode target) {
    return new Query(at(target.path("refId").asText(), panel.path("title")), expression(target));
  }

  private String at(String what, JsonNode title) {
    return "%s: %s (%s)".formatted(name, title.asText(), what);
  }

  private static String expression(JsonNode query) {
    return query.path("expr").asText();
  }

  @Override
  public String toString() {
    return name;
  }
}
