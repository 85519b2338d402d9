package dev.faultline.core.plan;

import dev.faultline.core.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a message says.
 *
 * @param headers in the order written
 * @param contentType of the body; where it goes is the protocol's affair
 * @param body as UTF-8
 */
public record MessageContent(
    Map<String, Template> headers, Optional<Template> contentType, Template body) {

  public MessageContent {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** What of it has to be filled in. */
  public Stream<Template> templates() {
    return Stream.concat(
        headers.values().stream(), Stream.concat(contentType.stream(), Stream.of(body)));
  }

  /** The same with these headers before its own. */
  MessageContent with(Map<String, Template> further) {
    Map<String, Template> all = new LinkedHashMap<>(further);
    all.putAll(headers);
    return new MessageContent(all, contentType, body);
  }

  /** The headers, the content type among them. */
  Map<String, Template> headersWithType(String name) {
    Map<String, Template> all = new LinkedHashMap<>();
    contentType.ifPresent(type -> all.put(name, type));
    all.putAll(headers);
    return all;
  }
}
