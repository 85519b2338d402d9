package dev.faultline.core.plan;

import dev.faultline.core.protobuf.DescriptorSet;
import dev.faultline.core.protobuf.MessageType;
import dev.faultline.core.yaml.Piece;
import dev.faultline.core.yaml.Suggestion;
import dev.faultline.core.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds a message of a plan against its type, field by field. What an expression will stand for,
 * and what the well-known types look like in JSON, is left to who sends it.
 */
record MessageCheck(DescriptorSet types) {

  private static final String WELL_KNOWN = "google.protobuf.";

  /** Everything that YAML or JSON take for a number. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?|0x[0-9a-fA-F]+|0o[0-7]+"
              + "|[-+]?(\\.?[iI]nf|\\.INF|Infinity)|\\.?[nN]a[nN]|\\.NAN");

  private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");

  /** Tells what does not fit. */
  void check(YamlNode node, String typeName) {
    if (!typeName.startsWith(WELL_KNOWN)) {
      types.message(typeName).ifPresent(type -> fields(node, type));
    }
  }

  private void fields(YamlNode node, MessageType type) {
    node.map("a map of the fields of " + type.fullName())
        .ifPresent(map -> map.all().forEach(field -> field(field, type)));
  }

  private void field(YamlNode node, MessageType type) {
    Optional<MessageType.Field> field = type.field(node.name());
    if (field.isEmpty()) {
      node.mistakeAtName(
          "%s has no field '%s'%s"
              .formatted(
                  type.fullName(),
                  node.name(),
                  Suggestion.didYouMean(node.name(), type.names().toList())),
          expected(type));
    } else if (!node.isNull()) {
      value(node, field.get());
    }
  }

  private static String expected(MessageType type) {
    return type.fields().isEmpty()
        ? "no fields"
        : "one of " + type.names().collect(Collectors.joining(", "));
  }

  private void value(YamlNode node, MessageType.Field field) {
    Optional<MessageType> entries = types.message(field.type()).filter(MessageType::mapEntry);
    if (entries.isPresent()) {
      MessageType.Field value = entries.get().field("value").orElseThrow();
      node.map("a map, for the field is a map")
          .ifPresent(map -> map.all().forEach(entry -> single(entry, value)));
    } else if (field.repeated()) {
      if (node.isList()) {
        node.elements("a list").forEach(element -> single(element, field));
      } else {
        node.mistake("'%s' is repeated".formatted(field.name()), "a list of " + field.type());
      }
    } else {
      single(node, field);
    }
  }

  private void single(YamlNode node, MessageType.Field field) {
    if (field.kind() == MessageType.Kind.MESSAGE) {
      check(node, field.type());
    } else if (node.isWrittenMap() || node.isList()) {
      node.mistake(
          "'%s' is %s".formatted(field.name(), node.isList() ? "a list" : "a map"), field.type());
    } else {
      node.pieces("a value").flatMap(MessageCheck::fixed).ifPresent(text -> is(text, node, field));
    }
  }

  private static Optional<String> fixed(List<Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (!(piece instanceof Piece.Plain(String plain))) {
        return Optional.empty();
      }
      text.append(plain);
    }
    return Optional.of(text.toString());
  }

  private void is(String text, YamlNode node, MessageType.Field field) {
    boolean fits =
        switch (field.kind()) {
          case NUMBER -> NUMBER.matcher(text).matches();
          case TRUTH -> TRUTH.matcher(text).matches();
          case ENUM ->
              NUMBER.matcher(text).matches()
                  || types.values(field.type()).filter(all -> !all.contains(text)).isEmpty();
          case TEXT, MESSAGE -> true;
        };
    if (!fits) {
      node.mistake("'%s' is no %s".formatted(text, field.type()), expected(field));
    }
  }

  private String expected(MessageType.Field field) {
    return types
        .values(field.type())
        .map(values -> "one of " + String.join(", ", values))
        .orElse(field.kind() == MessageType.Kind.TRUTH ? "true or false" : "a number");
  }
}
