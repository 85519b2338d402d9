package dev.faultline.core.plan;

import dev.faultline.core.secret.Secret;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.Optional;

/** Reads {@code name: {env: VARIABLE}} or {@code name: {file: path}}. */
final class SecretReader {

  private SecretReader() {}

  static Optional<Secret> read(YamlMap map) {
    Optional<Secret.Source> source = map.oneOf("env", "file").flatMap(SecretReader::source);
    return map.build(() -> new Secret(map.name(), source.get()));
  }

  private static Optional<Secret.Source> source(YamlNode node) {
    return node.name().equals("env")
        ? node.value(Formats.ENVIRONMENT_VARIABLE).map(Secret.Source.Environment::new)
        : node.value(Formats.FILE).map(Secret.Source.InFile::new);
  }
}
