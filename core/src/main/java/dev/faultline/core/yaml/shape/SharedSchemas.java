package dev.faultline.core.yaml.shape;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what stands in several places of a schema once, under {@code $defs}, and refers to it
 * elsewhere: steps hold steps, and every list of them would repeat all kinds of them. A definition
 * has the name of the key that it was first found at. Not thread-safe.
 */
final class SharedSchemas {

  /** Parts of a schema below which a reference would be no shorter. */
  private static final int WORTH_SHARING = 12;

  private final Map<Object, Integer> places = new HashMap<>();
  private final Map<Object, String> names = new HashMap<>();
  private final Map<String, Object> definitions;

  private SharedSchemas(Map<String, Object> definitions) {
    this.definitions = definitions;
  }

  /**
   * The same schema, shorter.
   *
   * @param definitions to which those of the shared parts are added
   */
  static Map<String, Object> share(Map<String, Object> schema, Map<String, Object> definitions) {
    SharedSchemas shared = new SharedSchemas(definitions);
    shared.count(schema);
    definitions.values().forEach(shared::count);
    for (String name : List.copyOf(definitions.keySet())) {
      definitions.put(name, shared.parts(definitions.get(name), name));
    }
    Map<String, Object> shorter = new LinkedHashMap<>();
    schema.forEach((key, part) -> shorter.put(key, shared.shorter(part, key)));
    return shorter;
  }

  /** How many parts it has, itself among them; counts the places of those worth sharing. */
  private int count(Object part) {
    int size = 1;
    switch (part) {
      case Map<?, ?> map -> size += map.values().stream().mapToInt(this::count).sum();
      case List<?> list -> size += list.stream().mapToInt(this::count).sum();
      default -> {}
    }
    if (size >= WORTH_SHARING && isSchema(part)) {
      places.merge(part, 1, Integer::sum);
    }
    return size;
  }

  /** Not so the map of an object's properties, one of which may be called {@code type}. */
  private static boolean isSchema(Object part) {
    return part instanceof Map<?, ?> map
        && (map.get("anyOf") instanceof List
            || map.containsKey("type") && !(map.get("type") instanceof Map));
  }

  private Object shorter(Object part, String key) {
    if (places.getOrDefault(part, 0) < 2) {
      return parts(part, key);
    }
    String name = names.get(part);
    if (name == null) {
      name = free(key);
      names.put(part, name);
      definitions.put(name, Map.of());
      definitions.put(name, parts(part, key));
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  private String free(String key) {
    String name = key;
    for (int i = 2; definitions.containsKey(name); i++) {
      name = key + "-" + i;
    }
    return name;
  }

  /** With its parts shared. */
  private Object parts(Object part, String key) {
    return switch (part) {
      case Map<?, ?> map -> {
        Map<String, Object> shared = new LinkedHashMap<>();
        map.forEach(
            (name, value) -> shared.put((String) name, shorter(value, named((String) name, key))));
        yield shared;
      }
      case List<?> list -> list.stream().map(each -> shorter(each, key)).toList();
      default -> part;
    };
  }

  /** The schema's own words are no names for what is below them. */
  private static String named(String word, String key) {
    return switch (word) {
      case "properties", "additionalProperties", "items", "anyOf" -> key;
      default -> word;
    };
  }
}
