package dev.faultline.core.plan;

import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code request: {method, path, headers, body}}; the method is GET when left out. */
record HttpRequest(String method, String path, Map<String, String> headers, Optional<String> body) {

  /** Headers that frame a message or steer the connection: the driver's own. */
  private static final List<String> RESERVED =
      List.of("content-length", "transfer-encoding", "connection", "upgrade", "expect", "te");

  private static final Format<String> HEADER_NAME =
      Formats.HEADER_NAME.where(
          "a header that a plan may set",
          "letters, digits and hyphens, but none of " + String.join(", ", RESERVED),
          name -> !RESERVED.contains(name.toLowerCase(Locale.ROOT)));

  static Optional<HttpRequest> read(YamlMap map) {
    Optional<String> method = map.optional("method", Formats.METHOD);
    Optional<String> path = map.required("path", Formats.PATH);
    Map<String, String> headers = new LinkedHashMap<>();
    map.optional("headers")
        .flatMap(node -> node.map("a map from header names to values"))
        .map(YamlMap::all)
        .orElse(List.of())
        .forEach(node -> header(node, headers));
    Optional<String> body =
        map.optional("body").flatMap(node -> node.text("a text; quote JSON: '{\"items\": 3}'"));
    return map.build(() -> new HttpRequest(method.orElse("GET"), path.get(), headers, body));
  }

  private static void header(YamlNode node, Map<String, String> headers) {
    node.checkName(HEADER_NAME);
    node.value(Formats.HEADER_VALUE).ifPresent(value -> headers.put(node.name(), value));
  }
}
