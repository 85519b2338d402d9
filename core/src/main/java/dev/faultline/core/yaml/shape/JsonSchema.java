package dev.faultline.core.yaml.shape;

import dev.faultline.core.yaml.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a shape as JSON Schema. It refuses no document that the readers take; they see more than
 * it can: what is wrong about two values together, or with a name that nothing has.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema, draft 2020-12</a>
 */
public final class JsonSchema {

  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  /** Any text may hold a parameter, and then be anything. */
  private static final String PLACEHOLDER = "\\$\\{";

  private final Map<String, Object> definitions = new TreeMap<>();

  private JsonSchema() {}

  /** The schema's text, which ends with a line break. */
  public static String of(Shape.Whole shape, String title) {
    return JsonWriter.write(new JsonSchema().whole(shape, title)) + "\n";
  }

  private Map<String, Object> whole(Shape.Whole shape, String title) {
    Map<String, Object> root = of(shape.root());
    shape.definitions().forEach((name, definition) -> definitions.put(name, of(definition)));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DRAFT);
    schema.put("title", title);
    schema.putAll(SharedSchemas.share(root, definitions));
    schema.put("$defs", definitions);
    return schema;
  }

  private Map<String, Object> of(Shape shape) {
    return switch (shape) {
      case Shape.Either(List<Shape> shapes) -> anyOf(shapes.stream().map(this::of).toList());
      case Shape.Keys keys -> keys(keys);
      case Shape.Names names -> names(names);
      case Shape.Elements(String expected, Shape element) -> {
        Map<String, Object> list = typed("array", expected);
        list.put("minItems", 1);
        list.put("items", of(element));
        yield list;
      }
      case Shape.Scalar(Format<?> format) -> defined(format);
      case Shape.Choice(String expected, List<String> texts) -> choice(expected, texts);
      case Shape.Text(String expected) -> typed(List.of("string", "number", "boolean"), expected);
      case Shape.Json(String expected) -> typed(List.of("object", "null"), expected);
      case Shape.Nothing() -> typed("null", "nothing");
      case Shape.Anything() -> new LinkedHashMap<>();
      case Shape.Same(String name) -> reference(name);
    };
  }

  /** Formats are used in many places: each is written once, under its name if that is its own. */
  private Map<String, Object> defined(Format<?> format) {
    Map<String, Object> schema =
        Choices.of(format).isEmpty()
            ? scalar(format)
            : choice(format.expected(), Choices.of(format));
    String name =
        format.name().replaceFirst("^an? ", "").replaceAll("\\W+", "-").replaceAll("^-|-$", "");
    return definitions.computeIfAbsent(name, _ -> schema).equals(schema) ? reference(name) : schema;
  }

  private static Map<String, Object> reference(String name) {
    return map("$ref", "#/$defs/" + name);
  }

  private Map<String, Object> keys(Shape.Keys keys) {
    List<Map<String, Object>> variants =
        keys.variants().stream().map(variant -> variant(keys.expected(), variant)).toList();
    return variants.size() == 1 ? variants.getFirst() : anyOf(variants);
  }

  /** Nothing written stands for an empty map. */
  private Map<String, Object> variant(String expected, Shape.Variant variant) {
    List<String> required = new ArrayList<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    variant
        .properties()
        .forEach(
            (key, property) -> {
              properties.put(key, of(property.shape()));
              if (property.required()) {
                required.add(key);
              }
            });
    Map<String, Object> schema =
        typed(required.isEmpty() ? List.of("object", "null") : "object", expected);
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private Map<String, Object> names(Shape.Names names) {
    Map<String, Object> schema = typed(List.of("object", "null"), names.expected());
    names
        .names()
        .flatMap(Format::pattern)
        .ifPresent(pattern -> schema.put("propertyNames", map("pattern", whole(pattern))));
    schema.put("additionalProperties", of(names.values()));
    return schema;
  }

  /** YAML makes numbers and booleans of some texts; readers take them for the texts they were. */
  private static Map<String, Object> scalar(Format<?> format) {
    List<String> types = new ArrayList<>(List.of("string"));
    boolean fractions = format.parse("1.5").isPresent();
    boolean numbers =
        fractions || Stream.of("1", "10", "200").anyMatch(text -> takes(format, text));
    if (numbers) {
      types.add(fractions ? "number" : "integer");
    }
    if (takes(format, "true")) {
      types.add("boolean");
    }
    Map<String, Object> schema =
        typed(types.size() == 1 ? types.getFirst() : types, format.expected());
    format
        .pattern()
        .ifPresent(pattern -> schema.put("pattern", PLACEHOLDER + "|" + whole(pattern)));
    if (numbers && !takes(format, "-1")) {
      schema.put("minimum", 0);
    }
    return schema;
  }

  private static boolean takes(Format<?> format, String text) {
    return format.parse(text).isPresent();
  }

  private static Map<String, Object> choice(String expected, List<String> texts) {
    Map<String, Object> schema =
        anyOf(
            List.of(
                map("enum", texts.stream().flatMap(JsonSchema::values).toList()), placeholder()));
    schema.put("description", expected);
    return schema;
  }

  /** The text and what YAML makes of it. */
  private static Stream<Object> values(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Stream.of(Boolean.valueOf(text), text);
    }
    return text.matches("\\d{1,9}")
        ? Stream.of(Integer.valueOf(text), text)
        : Stream.of((Object) text);
  }

  private static Map<String, Object> placeholder() {
    Map<String, Object> schema = map("type", "string");
    schema.put("pattern", PLACEHOLDER);
    return schema;
  }

  private static String whole(String pattern) {
    return "^(?:" + pattern + ")$";
  }

  private static Map<String, Object> typed(Object type, String expected) {
    Map<String, Object> schema = map("type", type);
    schema.put("description", expected);
    return schema;
  }

  private static Map<String, Object> anyOf(List<Map<String, Object>> schemas) {
    return map("anyOf", schemas.stream().distinct().collect(Collectors.toList()));
  }

  private static Map<String, Object> map(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }
}
