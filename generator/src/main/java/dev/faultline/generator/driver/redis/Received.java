package dev.faultline.generator.driver.redis;

import dev.faultline.core.json.Json;
import dev.faultline.core.yaml.JsonText;
import java.util.stream.Collectors;

/**
 * What a server has sent, complete.
 *
 * @param bytes on the wire
 */
sealed interface Received {

  long bytes();

  /** A value; JSON's {@code null} for Redis' nil. */
  record Value(Json value, long bytes) implements Received {

    /** As checks see it: a text as it is, nothing for nil, and an array as JSON. */
    String body() {
      return switch (value) {
        case Json.Text(String text) -> text;
        case Json.Bare(String written) -> written.equals("null") ? "" : written;
        case Json.Elements _, Json.Members _ -> json(value);
      };
    }

    private static String json(Json value) {
      return switch (value) {
        case Json.Text(String text) -> JsonText.quoted(text);
        case Json.Bare(String written) -> written;
        case Json.Elements(var elements) ->
            elements.stream().map(Value::json).collect(Collectors.joining(",", "[", "]"));
        case Json.Members(var members) ->
            members.entrySet().stream()
                .map(each -> JsonText.quoted(each.getKey()) + ":" + json(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
      };
    }
  }

  /** A value that nobody wanted to see. */
  record Passed(long bytes) implements Received {}

  /** A value with more than {@link ReplyReader#MAX_BYTES}. */
  record TooLarge(long bytes) implements Received {}

  /**
   * An error.
   *
   * @param kind its first word in small letters, as {@code wrongtype}
   */
  record Error(String kind, long bytes) implements Received {}
}
