package dev.faultline.core.yaml.shape;

import dev.faultline.core.yaml.Format;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What a value may be. */
public sealed interface Shape {

  /** One of several things. */
  record Either(List<Shape> shapes) implements Shape {}

  /**
   * A map with certain keys.
   *
   * @param expected what it should be, for people
   * @param variants each with keys of its own
   */
  record Keys(String expected, List<Variant> variants) implements Shape {}

  /** The keys that go together, in the order in which they are read. */
  record Variant(SequencedMap<String, Property> properties) {

    Variant with(String key, Property property) {
      SequencedMap<String, Property> changed = new LinkedHashMap<>(properties);
      changed.put(key, property);
      return new Variant(changed);
    }

    Variant without(String key) {
      SequencedMap<String, Property> fewer = new LinkedHashMap<>(properties);
      fewer.remove(key);
      return new Variant(fewer);
    }
  }

  record Property(Shape shape, boolean required) {}

  /**
   * A map from names that the user chooses.
   *
   * @param names their format, if they have one
   */
  record Names(String expected, Optional<Format<?>> names, Shape values) implements Shape {}

  /** A list of at least one element. */
  record Elements(String expected, Shape element) implements Shape {}

  record Scalar(Format<?> format) implements Shape {}

  /** Some of the texts of a format. */
  record Choice(String expected, List<String> texts) implements Shape {}

  record Text(String expected) implements Shape {}

  /** A map of anything. */
  record Json(String expected) implements Shape {}

  record Nothing() implements Shape {}

  /** Whatever there is. */
  record Anything() implements Shape {}

  /** The shape that is defined under that name: it contains itself. */
  record Same(String name) implements Shape {}

  /**
   * The shape of a whole document.
   *
   * @param definitions of those that contain themselves, by name
   */
  record Whole(Shape root, Map<String, Shape> definitions) {}
}
