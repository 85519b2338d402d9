package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.plan.CloudEvent.Binding;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code request: {method, path, headers, body}}, or {@code cloudEvent} in the place of the body;
 * the method is GET when left out, with an event POST.
 */
record HttpRequest(
    String method, Template path, Map<String, Template> headers, Optional<Template> body) {

  /** Headers that frame a message or steer the connection: the driver's own. */
  private static final List<String> RESERVED =
      List.of("content-length", "transfer-encoding", "connection", "upgrade", "expect", "te");

  private static final Format<String> HEADER_NAME =
      Formats.HEADER_NAME.where(
          "a header that a plan may set",
          "letters, digits and hyphens, but none of " + String.join(", ", RESERVED),
          name -> !RESERVED.contains(name.toLowerCase(Locale.ROOT)));

  /**
   * @param scope what its expressions may refer to
   */
  static Optional<HttpRequest> read(YamlMap map, Scope scope) {
    TemplateReader templates = new TemplateReader(scope, false);
    Optional<String> method = map.optional("method", Formats.METHOD);
    Optional<Template> path =
        map.required("path", Formats.PATH.expected()).flatMap(node -> path(node, templates));
    Map<String, Template> headers = headers(map, new TemplateReader(scope, true));
    Optional<Template> body =
        map.optional("body")
            .flatMap(node -> templates.read(node, "a text; quote JSON: '{\"items\": 3}'"));
    Optional<MessageContent> event = CloudEventReader.over(Binding.HTTP, map, scope, "body");
    return map.build(
        () ->
            event
                .map(content -> ofEvent(method.orElse("POST"), path.get(), headers, content))
                .orElseGet(() -> new HttpRequest(method.orElse("GET"), path.get(), headers, body)));
  }

  private static HttpRequest ofEvent(
      String method, Template path, Map<String, Template> headers, MessageContent event) {
    Map<String, Template> all = new LinkedHashMap<>(headers);
    all.putAll(event.headersWithType("content-type"));
    return new HttpRequest(method, path, all, Optional.of(event.body()));
  }

  /** Those that a request says it has. */
  static Map<String, Template> headers(YamlMap request, TemplateReader templates) {
    Map<String, Template> headers = new LinkedHashMap<>();
    request
        .optional("headers")
        .flatMap(node -> node.map("a map from header names to values"))
        .map(YamlMap::all)
        .orElse(List.of())
        .forEach(node -> header(node, templates, headers));
    return headers;
  }

  /** An expression at the begin may stand for a whole path. */
  static Optional<Template> path(YamlNode node, TemplateReader templates) {
    return templates.read(node, Formats.PATH, "/");
  }

  private static void header(
      YamlNode node, TemplateReader templates, Map<String, Template> headers) {
    node.checkName(HEADER_NAME);
    templates
        .read(node, Formats.HEADER_VALUE, "")
        .ifPresent(value -> headers.put(node.name(), value));
  }
}
