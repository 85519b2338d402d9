package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code grpc: {method, message or messages, every, metadata, firstAnswer}}.
 *
 * @param method {@code package.Service/Method}
 * @param messages one empty object when left out
 */
record GrpcRequest(
    String method,
    GrpcMessages messages,
    Map<String, Template> metadata,
    Optional<String> firstAnswer) {

  private static final String FIELDS = "a map of the message's fields";

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

  /**
   * @param scope what its expressions may refer to
   * @param types what is known of the target's types
   */
  static Optional<GrpcRequest> read(YamlMap map, Scope scope, MethodCheck types) {
    TemplateReader templates = new TemplateReader(scope, false);
    Optional<YamlNode> methodNode = map.required("method", Formats.GRPC_METHOD.expected());
    Optional<String> method = methodNode.flatMap(node -> node.value(Formats.GRPC_METHOD));
    Optional<YamlNode> message = map.optional("message");
    Optional<YamlNode> many = map.optional("messages");
    List<YamlNode> nodes =
        many.map(node -> node.elements("a list of messages")).orElse(message.stream().toList());
    List<Template> all =
        nodes.stream().flatMap(node -> templates.readJson(node, FIELDS).stream()).toList();
    Optional<Duration> every = map.optional("every", Formats.POSITIVE_DURATION);
    if (many.isPresent()) {
      message.ifPresent(
          node -> node.mistakeAtName("'message' beside 'messages'", "one of the two at most"));
    } else {
      map.optional("every")
          .ifPresent(node -> node.mistakeAtName("'every' without 'messages'", "'messages'"));
    }
    Map<String, Template> metadata = new LinkedHashMap<>();
    map.optional("metadata")
        .flatMap(node -> node.map("a map from metadata keys to values"))
        .map(YamlMap::all)
        .orElse(List.of())
        .forEach(node -> entry(node, templates, metadata));
    Optional<String> firstAnswer = map.optional("firstAnswer", Formats.NAME);
    if (all.size() == nodes.size() && method.isPresent()) {
      types.check(methodNode.get(), method.get(), nodes, many);
    }
    return map.build(
        () ->
            new GrpcRequest(
                method.get(),
                many.isPresent()
                    ? new GrpcMessages.Many(all, every)
                    : new GrpcMessages.One(all.isEmpty() ? Template.of("{}") : all.getFirst()),
                metadata,
                firstAnswer));
  }

  private static void entry(
      YamlNode node, TemplateReader templates, Map<String, Template> metadata) {
    node.checkName(METADATA_NAME);
    templates
        .read(node, Formats.METADATA_VALUE, "x")
        .ifPresent(value -> metadata.put(node.name(), value));
  }
}
