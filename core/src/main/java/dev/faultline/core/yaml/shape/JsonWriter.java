package dev.faultline.core.yaml.shape;

import dev.faultline.core.yaml.JsonText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, texts, numbers and booleans as JSON, indented by two. */
final class JsonWriter {

  private JsonWriter() {}

  static String write(Object value) {
    return write(value, "\n");
  }

  private static String write(Object value, String newLine) {
    String inner = newLine + "  ";
    return switch (value) {
      case Map<?, ?> map when map.isEmpty() -> "{}";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(
                  entry ->
                      inner
                          + JsonText.quoted(entry.getKey().toString())
                          + ": "
                          + write(entry.getValue(), inner))
              .collect(Collectors.joining(",", "{", newLine + "}"));
      case List<?> list when list.stream().noneMatch(JsonWriter::isContainer) ->
          list.stream()
              .map(element -> write(element, inner))
              .collect(Collectors.joining(", ", "[", "]"));
      case List<?> list ->
          list.stream()
              .map(element -> inner + write(element, inner))
              .collect(Collectors.joining(",", "[", newLine + "]"));
      case String text -> JsonText.quoted(text);
      default -> value.toString();
    };
  }

  private static boolean isContainer(Object value) {
    return value instanceof Map || value instanceof List;
  }
}
