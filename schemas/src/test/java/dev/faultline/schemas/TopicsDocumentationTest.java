package dev.faultline.schemas;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faultline.schemas.mapping.Mapping;
import dev.faultline.schemas.mapping.Mappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/topics.md} tells how to read the topics without our code. Here somebody does so who
 * has nothing but that page, Avro and the schema files, and reads what our code writes.
 */
class TopicsDocumentationTest {

  private static final Path PAGE = Path.of("..", "docs", "topics.md");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXAMPLE =
      "(?s)## `([a-z.-]+)`\n(?:(?!\n## ).)*?"
          + "#### %s\n\nHeader: `([0-9a-f ]+)`\n\n```json\n(.*?)```";

  /** The example of each record type that is on the page. */
  private static final Map<String, String> SHOWN =
      Map.ofEntries(
          entry("RunEvent", "run-finished"),
          entry("ShardEvent", "shard-released"),
          entry("RequestResult", "request-result"),
          entry("ShardProgress", "shard-progress-2"),
          entry("FaultEvent", "fault-event"),
          entry("FaultProgress", "fault-progress"),
          entry("ResourceSample", "resource-sample"),
          entry("ResourceProgress", "resource-progress"),
          entry("WindowStats", "window-stats-3"),
          entry("RunProgress", "run-progress-2"),
          entry("RegressionEvent", "regression-event"),
          entry("RunVerdict", "run-verdict-3"),
          entry("DeadLetter", "dead-letter"));

  static Stream<String> records() {
    return Mappings.all().stream().map(Mapping::schema).map(schema -> schema.getName());
  }

  static List<Topic<?>> topics() {
    return Topics.all();
  }

  @ParameterizedTest
  @MethodSource("records")
  void theExampleIsWhatIsWrittenAndReadByTheRules(String record) throws IOException {
    Examples.Example<?> example = Examples.all().get(SHOWN.get(record));
    byte[] value = example.encode();
    Matcher shown = Pattern.compile(EXAMPLE.formatted(record)).matcher(Files.readString(PAGE));

    assertThat(shown.find()).as("an example of " + record).isTrue();
    assertThat(shown.group(1)).isEqualTo(example.topic().name());
    assertThat(HexFormat.ofDelimiter(" ").formatHex(value, 0, 10)).isEqualTo(shown.group(2));
    // Read again, as a reader of JSON makes an int of a small long.
    assertThat(JSON.readTree(ForeignReader.ofShippedSchemas().read(value).toString()))
        .isEqualTo(JSON.readTree(shown.group(3)));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theTableTellsHowLongRecordsAreKept(Topic<?> topic) throws IOException {
    assertThat(rows().get(topic.name())).isEqualTo(kept(topic));
  }

  @Test
  void theTableHasEveryTopicAndNoOther() throws IOException {
    assertThat(rows().keySet())
        .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map(Topic::name).toList());
  }

  /** What the table says about keeping, by topic. */
  private static Map<String, String> rows() throws IOException {
    return Pattern.compile("(?m)^\\| `(faultline\\.[a-z-]+)` \\|.*\\| ([^|]+) \\|$")
        .matcher(Files.readString(PAGE))
        .results()
        .collect(toMap(row -> row.group(1), row -> row.group(2)));
  }

  private static String kept(Topic<?> topic) {
    if (topic.settings().get("cleanup.policy").equals("compact")) {
      return "compacted";
    }
    long days = Duration.ofMillis(Long.parseLong(topic.settings().get("retention.ms"))).toDays();
    return days == 1 ? "1 day" : days + " days";
  }
}
