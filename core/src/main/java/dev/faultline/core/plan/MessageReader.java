package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What messages have in common, whoever carries them. */
final class MessageReader {

  /** What can be looked at of an acknowledgement, and of a message that came back. */
  static final CheckForm ANSWERS = CheckForm.withoutStatus(EnumSet.allOf(CheckForm.Part.class));

  private final YamlMap map;
  private final Scope scope;
  private final TemplateReader templates;

  MessageReader(YamlMap map, Scope scope) {
    this.map = map;
    this.scope = scope;
    this.templates = new TemplateReader(scope, false);
  }

  /** A text with expressions that may be left out. */
  Optional<Template> text(String key) {
    return map.optional(key).flatMap(node -> templates.read(node, "a text"));
  }

  /**
   * Headers and body, or an event in their place; empty when something is wrong.
   *
   * @param bodyKey what the protocol calls the body
   */
  Optional<MessageContent> content(String bodyKey, CloudEvent.Binding binding) {
    Map<String, Template> headers = new LinkedHashMap<>();
    map.optional("headers")
        .flatMap(node -> node.map("a map from headers to values"))
        .map(YamlMap::all)
        .orElse(List.of())
        .forEach(node -> header(node, headers));
    Optional<MessageContent> event =
        CloudEventReader.over(binding, map, scope, bodyKey, "contentType");
    Optional<Template> type = text("contentType");
    Optional<Template> body =
        map.optional(bodyKey)
            .flatMap(node -> templates.read(node, "a text; quote JSON: '{\"items\": 3}'"));
    if (!map.has(bodyKey) && !map.has("cloudEvent")) {
      map.mistake(
          "'%s' has neither '%s' nor 'cloudEvent'".formatted(map.name(), bodyKey),
          "one of the two");
    }
    return map.has("cloudEvent")
        ? event.map(its -> its.with(headers))
        : body.map(its -> new MessageContent(headers, type, its));
  }

  private void header(YamlNode node, Map<String, Template> headers) {
    node.checkName(Formats.MESSAGE_HEADER);
    templates.read(node, "a text").ifPresent(value -> headers.put(node.name(), value));
  }
}
