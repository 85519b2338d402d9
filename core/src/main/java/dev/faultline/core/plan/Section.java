package dev.faultline.core.plan;

import dev.faultline.core.yaml.Suggestion;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a plan in which the user gives names to things.
 *
 * @param kind what one of the things is called
 * @param names of all of them, also of those that are wrong: a reference to one is no mistake
 * @param things those that could be read
 */
record Section<T>(String kind, List<String> names, List<T> things) {

  /** A section that may be left out. */
  static <T> Section<T> optional(
      String kind, YamlMap plan, String key, Function<YamlMap, Optional<T>> reader) {
    return read(kind, plan.optional(key), reader);
  }

  /** A section that names at least one thing. */
  static <T> Section<T> required(
      String kind, YamlMap plan, String key, Function<YamlMap, Optional<T>> reader) {
    String expected = "a map with at least one %s".formatted(kind);
    Optional<YamlNode> node = plan.required(key, expected);
    Section<T> section = read(kind, node, reader);
    if (section.names.isEmpty() && node.isPresent() && node.get().isMap()) {
      node.get().mistakeAtName("'%s' is empty".formatted(key), expected);
    }
    return section;
  }

  private static <T> Section<T> read(
      String kind, Optional<YamlNode> node, Function<YamlMap, Optional<T>> reader) {
    List<String> names = new ArrayList<>();
    List<T> things = new ArrayList<>();
    String expected = "a map from the name of each %s to what it is".formatted(kind);
    Optional<YamlMap> section = node.flatMap(found -> found.map(expected));
    for (YamlNode entry : section.map(YamlMap::all).orElse(List.of())) {
      names.add(entry.name());
      entry.checkName(Formats.NAME);
      entry
          .map("a map that says what the %s is".formatted(kind))
          .flatMap(reader)
          .ifPresent(things::add);
    }
    return new Section<>(kind, names, things);
  }

  /** The value of the key, which has to be one of the names. */
  Optional<String> reference(YamlMap map, String key) {
    String expected =
        names.isEmpty()
            ? "the name of a %s, but the plan has none".formatted(kind)
            : "one of " + String.join(", ", names);
    Optional<YamlNode> node = map.required(key, expected);
    Optional<String> name = node.flatMap(value -> value.text("the name of a " + kind));
    if (name.isPresent() && !names.contains(name.get())) {
      String problem = "unknown %s '%s'%s";
      String suggestion = Suggestion.didYouMean(name.get(), names);
      node.get().mistake(problem.formatted(kind, name.get(), suggestion), expected);
    }
    return name;
  }
}
