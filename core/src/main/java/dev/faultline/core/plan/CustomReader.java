package dev.faultline.core.plan;

import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code java: {jar: path, sha256: …, settings: {name: value}}}. */
final class CustomReader {

  private CustomReader() {}

  /**
   * @param map the target, which has no other words
   * @param node what stands under {@code java}
   */
  static Optional<Target> target(YamlMap map, YamlNode node) {
    for (String key : List.of("tls", "auth")) {
      map.optional(key)
          .ifPresent(
              its ->
                  its.mistakeAtName(
                      "'%s' for a target that is code".formatted(key),
                      "'settings' that tell the code what it needs"));
    }
    return node.map("a map with jar, sha256, settings").flatMap(its -> target(map.name(), its));
  }

  private static Optional<Target> target(String name, YamlMap map) {
    Optional<String> jar = map.required("jar", Formats.FILE);
    Optional<String> sha256 = map.optional("sha256", Formats.SHA_256);
    Map<String, String> settings = settings(map, node -> node.text("a text"));
    return map.build(() -> new Target.Custom(name, jar.get(), sha256, settings));
  }

  /**
   * The settings in a map, if there are any.
   *
   * @param value reads that of one
   */
  static <T> Map<String, T> settings(YamlMap map, Function<YamlNode, Optional<T>> value) {
    Map<String, T> settings = new LinkedHashMap<>();
    map.optional("settings")
        .flatMap(node -> node.map("a map from names to texts"))
        .map(YamlMap::all)
        .orElse(List.of())
        .forEach(
            node -> {
              node.checkName(Formats.NAME);
              value.apply(node).ifPresent(its -> settings.put(node.name(), its));
            });
    return settings;
  }
}
