package dev.faultline.core.plan;

import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code grpc: {method, message, metadata}}.
 *
 * @param method {@code package.Service/Method}
 * @param message as JSON; an empty object when left out
 */
record GrpcRequest(String method, String message, Map<String, String> metadata) {

  /** Those that the protocol sets itself. */
  private static final List<String> RESERVED =
      List.of("content-type", "content-length", "te", "user-agent");

  private static final Format<String> METADATA_NAME =
      Formats.matching("[0-9a-z_.-]{1,100}", "a metadata key", "")
          .where(
              "a metadata key that a plan may set",
              "small letters, digits, _ - . and neither grpc-…, …-bin nor one of "
                  + String.join(", ", RESERVED),
              name ->
                  !name.startsWith("grpc-") && !name.endsWith("-bin") && !RESERVED.contains(name));

  static Optional<GrpcRequest> read(YamlMap map) {
    Optional<String> method = map.required("method", Formats.GRPC_METHOD);
    Optional<String> message =
        map.optional("message").flatMap(node -> node.json("a map of the message's fields"));
    Map<String, String> metadata = new LinkedHashMap<>();
    map.optional("metadata")
        .flatMap(node -> node.map("a map from metadata keys to values"))
        .map(YamlMap::all)
        .orElse(List.of())
        .forEach(node -> entry(node, metadata));
    return map.build(() -> new GrpcRequest(method.get(), message.orElse("{}"), metadata));
  }

  private static void entry(YamlNode node, Map<String, String> metadata) {
    node.checkName(METADATA_NAME);
    node.value(Formats.METADATA_VALUE).ifPresent(value -> metadata.put(node.name(), value));
  }
}
