package dev.faultline.chaos.driver.chaosmesh;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds objects against the schema of a CustomResourceDefinition as an API server does under strict
 * field validation: types, required fields, enums, patterns, ranges, and no field that the schema
 * does not know.
 */
record CrdSchema(JSONSchemaProps root) {

  /** What the API server itself knows of every object. */
  private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

  static CrdSchema read(Path file) throws IOException {
    try (InputStream yaml = Files.newInputStream(file)) {
      return of(Serialization.unmarshal(yaml, CustomResourceDefinition.class));
    }
  }

  static CrdSchema of(CustomResourceDefinition definition) {
    return new CrdSchema(
        definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema());
  }

  /** Everything that is wrong with the object, each with its place. */
  List<String> problems(Object object) {
    Map<?, ?> fields = Serialization.unmarshal(Serialization.asJson(object), Map.class);
    List<String> problems = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          if (!OF_EVERY_OBJECT.contains(name)) {
            field(root, (String) name, value, "", problems);
          }
        });
    missing(root, fields, "", problems);
    return problems;
  }

  private static void check(
      JSONSchemaProps schema, Object value, String at, List<String> problems) {
    if (!isOf(schema.getType(), value)) {
      problems.add("%s: %s is no %s".formatted(at, value, schema.getType()));
      return;
    }
    switch (value) {
      case Map<?, ?> fields -> {
        fields.forEach((name, field) -> field(schema, (String) name, field, at, problems));
        missing(schema, fields, at, problems);
      }
      case List<?> items ->
          items.forEach(item -> check(schema.getItems().getSchema(), item, at + "[]", problems));
      case String text -> text(schema, text, at, problems);
      case Number number -> range(schema, number.doubleValue(), at, problems);
      default -> {} // a boolean has nothing more to check
    }
  }

  private static void field(
      JSONSchemaProps schema, String name, Object value, String at, List<String> problems) {
    String place = at + "/" + name;
    if (schema.getProperties() != null && schema.getProperties().containsKey(name)) {
      check(schema.getProperties().get(name), value, place, problems);
    } else if (schema.getAdditionalProperties() != null) {
      check(schema.getAdditionalProperties().getSchema(), value, place, problems);
    } else {
      problems.add(place + ": unknown field");
    }
  }

  private static void missing(
      JSONSchemaProps schema, Map<?, ?> fields, String at, List<String> problems) {
    for (String required :
        schema.getRequired() == null ? List.<String>of() : schema.getRequired()) {
      if (!fields.containsKey(required)) {
        problems.add("%s/%s: missing".formatted(at, required));
      }
    }
  }

  private static void text(JSONSchemaProps schema, String text, String at, List<String> problems) {
    boolean listed =
        schema.getEnum() == null
            || schema.getEnum().isEmpty()
            || schema.getEnum().stream().anyMatch(choice -> choice.asText().equals(text));
    boolean matches = schema.getPattern() == null || text.matches(schema.getPattern());
    if (!listed || !matches) {
      problems.add("%s: '%s' is not allowed".formatted(at, text));
    }
  }

  private static void range(
      JSONSchemaProps schema, double number, String at, List<String> problems) {
    boolean below = schema.getMinimum() != null && number < schema.getMinimum();
    boolean above = schema.getMaximum() != null && number > schema.getMaximum();
    if (below || above) {
      problems.add("%s: %s is out of range".formatted(at, number));
    }
  }

  private static boolean isOf(String type, Object value) {
    return switch (type) {
      case "object" -> value instanceof Map;
      case "array" -> value instanceof List;
      case "string" -> value instanceof String;
      case "integer" -> value instanceof Integer || value instanceof Long;
      case "number" -> value instanceof Number;
      case "boolean" -> value instanceof Boolean;
      default -> throw new IllegalArgumentException("a type that this test does not know: " + type);
    };
  }
}
