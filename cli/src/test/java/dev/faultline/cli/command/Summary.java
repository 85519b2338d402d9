package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a run left behind, as a script of its user would read it. */
record Summary(JsonNode json, Path folder, int exitCode, String output) {

  /** Reads the only run in the folder. */
  static Summary read(Path out, int exitCode, String output) throws IOException {
    try (Stream<Path> runs = Files.list(out)) {
      List<Path> folders = runs.toList();
      assertThat(folders).as(output).hasSize(1);
      Path folder = folders.getFirst();
      JsonNode json =
          JsonMapper.builder().build().readTree(folder.resolve("summary.json").toFile());
      return new Summary(json, folder, exitCode, output);
    }
  }

  String verdict() {
    return json.get("verdict").asText();
  }

  /** What there is of a step, whose name only one scenario has. */
  JsonNode step(String name) {
    List<JsonNode> found =
        json.get("steps")
            .valueStream()
            .filter(step -> step.get("step").asText().equals(name))
            .toList();
    assertThat(found).as(name).hasSize(1);
    return found.getFirst();
  }

  /** One line per regression, in the order of their onset. */
  List<String> attributions() {
    return json.get("regressions")
        .valueStream()
        .map(
            regression ->
                regression.get("fault").isNull()
                    ? regression.get("attribution").asText()
                    : "%s by %s"
                        .formatted(
                            regression.get("attribution").asText(),
                            regression.get("fault").asText()))
        .toList();
  }
}
