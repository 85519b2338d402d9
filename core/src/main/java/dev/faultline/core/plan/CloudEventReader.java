package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an event in the place of headers and body.
 *
 * <pre>
 * cloudEvent:
 *   mode: binary                       or structured, the usual one
 *   type: com.shop.order.placed
 *   source: /load-test
 *   subject, dataschema, id, time      left out: none, none, a UUID, now
 *   extensions: { partitionkey: "${customer}" }
 *   data: { order: "${uuid()}" }       as JSON, or a text with its datacontenttype
 * </pre>
 */
final class CloudEventReader {

  private static final String KEY = "cloudEvent";

  private static final String EVENT = "a map with type, source, data";
  private static final String JSON = "application/json";

  private static final List<String> CONTEXT =
      List.of(
          "specversion",
          "id",
          "source",
          "type",
          "datacontenttype",
          "dataschema",
          "subject",
          "time",
          "data");

  private static final Format<CloudEvent.Mode> MODE =
      Formats.matching("structured|binary", "a mode", "structured or binary")
          .to(text -> CloudEvent.Mode.valueOf(text.toUpperCase(Locale.ROOT)));

  private static final Format<String> EXTENSION =
      Formats.matching(
              "[a-z0-9]{1,20}", "an attribute", "small letters and digits, at most 20 of them")
          .where(
              "the name of an extension",
              "small letters and digits, at most 20, and none of " + String.join(", ", CONTEXT),
              name -> !CONTEXT.contains(name));

  private static final Format<String> NOT_EMPTY =
      Formats.matching("(?s).+", "a text that is not empty", "a text that is not empty");

  private static final Format<String> MEDIA_TYPE =
      Formats.matching(
          "[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(\\s*;[ -~]*)?", "a media type", "such as " + JSON);

  private static final Format<String> TIME =
      Formats.matching(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})",
          "a time", "a time such as 2026-01-31T09:30:00Z, or ${timestamp(iso)}");

  private static final String NOW = "2026-01-31T09:30:00Z";

  private final TemplateReader templates;

  private CloudEventReader(Scope scope) {
    templates = new TemplateReader(scope, false);
  }

  /**
   * The event of a message, if it has one, as the message's content.
   *
   * @param instead keys that have no meaning beside it
   */
  static Optional<MessageContent> over(
      CloudEvent.Binding binding, YamlMap message, Scope scope, String... instead) {
    Optional<YamlNode> event = message.optional(KEY);
    if (event.isPresent()) {
      for (String key : instead) {
        message
            .optional(key)
            .ifPresent(
                node ->
                    node.mistakeAtName(
                        "'%s' beside '%s'".formatted(key, KEY), "one of the two at most"));
      }
    }
    return event.flatMap(node -> read(node, scope)).map(its -> its.over(binding));
  }

  private static Optional<CloudEvent> read(YamlNode node, Scope scope) {
    return node.map(EVENT).flatMap(new CloudEventReader(scope)::event);
  }

  private Optional<CloudEvent> event(YamlMap map) {
    Optional<CloudEvent.Mode> mode = map.optional("mode", MODE);
    Optional<Template> id = attribute(map.optional("id"));
    Optional<Template> source = attribute(map.required("source", "who tells it: a URI or a path"));
    Optional<Template> type = attribute(map.required("type", "such as com.shop.order.placed"));
    Optional<Template> schema = attribute(map.optional("dataschema"));
    Optional<Template> subject = attribute(map.optional("subject"));
    Optional<Template> time = map.optional("time").flatMap(this::time);
    Map<String, Template> extensions = new LinkedHashMap<>();
    map.optional("extensions")
        .flatMap(node -> node.map("a map from names to values"))
        .map(YamlMap::all)
        .orElse(List.of())
        .forEach(node -> extension(node, extensions));
    Optional<CloudEvent.Data> data = data(map);
    return map.build(
        () -> {
          Map<String, Template> attributes = new LinkedHashMap<>();
          attributes.put("id", id.orElse(Template.ofUuid()));
          attributes.put("source", source.get());
          attributes.put("type", type.get());
          schema.ifPresent(value -> attributes.put("dataschema", value));
          subject.ifPresent(value -> attributes.put("subject", value));
          attributes.put("time", time.orElse(Template.ofIsoTime()));
          attributes.putAll(extensions);
          return new CloudEvent(mode.orElse(CloudEvent.Mode.STRUCTURED), attributes, data);
        });
  }

  private Optional<Template> attribute(Optional<YamlNode> node) {
    return node.flatMap(given -> templates.read(given, NOT_EMPTY, "x"));
  }

  /** An expression may stand for all of it. */
  private Optional<Template> time(YamlNode node) {
    return templates.read(node, TIME, NOW);
  }

  private void extension(YamlNode node, Map<String, Template> extensions) {
    node.checkName(EXTENSION);
    templates.read(node, NOT_EMPTY, "x").ifPresent(value -> extensions.put(node.name(), value));
  }

  private Optional<CloudEvent.Data> data(YamlMap map) {
    Optional<YamlNode> data = map.optional("data");
    Optional<YamlNode> type = map.optional("datacontenttype");
    Optional<String> contentType = type.flatMap(node -> node.value(MEDIA_TYPE));
    if (data.isEmpty()) {
      type.ifPresent(
          node -> node.mistakeAtName("'datacontenttype' without 'data'", "data of that type"));
      return Optional.empty();
    }
    YamlNode node = data.get();
    if (node.isWrittenMap()) {
      contentType
          .filter(given -> !isJson(given))
          .ifPresent(
              given ->
                  node.mistakeAtName(
                      "data as a map, and the type '%s'".formatted(given),
                      "a text, or a type of JSON"));
      return templates
          .readJson(node, "a map of the data's fields")
          .map(json -> new CloudEvent.Data(contentType.orElse(JSON), json, true));
    }
    if (type.isEmpty()) {
      node.mistakeAtName(
          "data as a text, and no 'datacontenttype'", "a map, or the type of the text beside it");
    }
    return templates
        .read(node, "a map, or a text")
        .flatMap(text -> contentType.map(given -> new CloudEvent.Data(given, text, isJson(given))));
  }

  private static boolean isJson(String mediaType) {
    String bare = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return bare.equals(JSON) || bare.endsWith("+json");
  }
}
