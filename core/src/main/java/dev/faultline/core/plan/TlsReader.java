package dev.faultline.core.plan;

import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.Optional;

/**
 * Reads {@code tls: {ca, certificate, key, serverName, insecure}}, each of which may be missing.
 */
final class TlsReader {

  private TlsReader() {}

  /** What a target says of it; empty when it says nothing, or something that is wrong. */
  static Optional<Tls> read(YamlMap target) {
    return target
        .optional("tls")
        .flatMap(node -> node.map("a map with ca, certificate, key, serverName, insecure"))
        .flatMap(TlsReader::tls);
  }

  private static Optional<Tls> tls(YamlMap map) {
    Optional<String> ca = map.optional("ca", Formats.FILE);
    Optional<String> certificate = map.optional("certificate", Formats.FILE);
    Optional<String> key = map.optional("key", Formats.FILE);
    Optional<String> serverName = map.optional("serverName", Formats.HOST_NAME);
    boolean insecure = map.optional("insecure", Formats.YES_OR_NO).orElse(false);
    if (insecure) {
      map.optional("ca").ifPresent(TlsReader::pointless);
    }
    together(map, "certificate", "key");
    together(map, "key", "certificate");
    return map.build(
        () ->
            new Tls(
                insecure
                    ? new Tls.Trust.Anybody()
                    : ca.<Tls.Trust>map(Tls.Trust.Authorities::new).orElse(new Tls.Trust.Usual()),
                certificate.flatMap(file -> key.map(its -> new Tls.Identity(file, its))),
                serverName));
  }

  private static void pointless(YamlNode ca) {
    ca.mistakeAtName(
        "'ca' beside 'insecure: true', with which nothing is checked", "one of the two");
  }

  private static void together(YamlMap map, String one, String other) {
    if (map.has(one) && !map.has(other)) {
      map.optional(one)
          .ifPresent(
              node ->
                  node.mistakeAtName(
                      "'%s' without '%s'".formatted(one, other), "both, or neither of them"));
    }
  }
}
