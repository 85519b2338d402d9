package dev.faultline.core.plan;

import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.Optional;

/** Reads {@code name: {http: http://host:port}} or {@code name: {grpc: host:port}}. */
final class TargetReader {

  private TargetReader() {}

  static Optional<Target> read(YamlMap map) {
    Optional<YamlNode> kind = map.oneOf("http", "grpc");
    Optional<Target> target =
        kind.flatMap(node -> node.name().equals("grpc") ? grpc(map, node) : http(map, node));
    return map.build(target::get);
  }

  private static Optional<Target> http(YamlMap map, YamlNode node) {
    return node.value(Formats.HTTP_BASE).map(base -> new Target.Http(map.name(), base));
  }

  private static Optional<Target> grpc(YamlMap map, YamlNode node) {
    return node.value(Formats.ADDRESS).map(address -> new Target.Grpc(map.name(), address));
  }
}
