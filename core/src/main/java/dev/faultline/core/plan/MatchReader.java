package dev.faultline.core.plan;

import dev.faultline.core.check.Capture;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.Locale;
import java.util.Optional;

/** {@code match: { json: $.order.id, equals: "${id}" }}, or {@code header} in place of json. */
final class MatchReader {

  private static final String MATCH = "a map with json or header, and equals";

  private MatchReader() {}

  /** By what a message is known; empty when nothing is said, or wrong. */
  static Optional<Match> read(YamlMap awaited, Scope scope) {
    return awaited
        .optional("match")
        .flatMap(node -> node.map(MATCH))
        .flatMap(map -> match(map, scope));
  }

  private static Optional<Match> match(YamlMap map, Scope scope) {
    Optional<Capture.Source> source =
        map.oneOf("json", "header")
            .flatMap(
                node ->
                    node.name().equals("json")
                        ? node.value(Formats.JSON_PATH).map(Capture.Source.At::new)
                        : header(node));
    Optional<Template> value =
        map.required("equals", "the text that stands there")
            .flatMap(node -> new TemplateReader(scope, false).read(node, "a text"));
    return map.build(() -> new Match(source.get(), value.get()));
  }

  private static Optional<Capture.Source> header(YamlNode node) {
    return node.value(Formats.MESSAGE_HEADER)
        .map(name -> new Capture.Source.Header(name.toLowerCase(Locale.ROOT)));
  }
}
