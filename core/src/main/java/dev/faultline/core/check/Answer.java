package dev.faultline.core.check;

import dev.faultline.core.json.Json;
import dev.faultline.core.json.JsonParser;
import java.util.Map;
import java.util.Optional;

/** What a target answered, as far as checks look at it. Not thread-safe. */
public final class Answer {

  private final Map<String, String> headers;
  private final String body;
  private final long serviceMicros;
  private Optional<Json> json;

  /**
   * @param headers by their names in small letters; the values of one that came more than once are
   *     joined by a comma and a blank
   * @param body complete
   * @param serviceMicros from the actual send to the completion
   */
  public Answer(Map<String, String> headers, String body, long serviceMicros) {
    this.headers = headers;
    this.body = body;
    this.serviceMicros = serviceMicros;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  String body() {
    return body;
  }

  /** The body as JSON, parsed when first asked for; empty when it is none. */
  @SuppressWarnings("OptionalAssignedToNull") // null is "not asked yet"
  Optional<Json> json() {
    if (json == null) {
      json = JsonParser.parse(body);
    }
    return json;
  }

  long serviceMicros() {
    return serviceMicros;
  }
}
