package dev.faultline.core.yaml.shape;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A place in a document.
 *
 * @param path the keys that lead to it
 * @param around makes the whole document from what is put there
 */
record Place(List<String> path, UnaryOperator<Document> around) {

  private static final String ELEMENT = "[]";

  /** The value of a key, when a map with these other entries is put here. */
  Place of(String key, Document.Keys others) {
    return new Place(extended(key), value -> around.apply(others.with(key, value)));
  }

  /** An element, when a list is put here. */
  Place element() {
    return new Place(extended(ELEMENT), value -> around.apply(new Document.Elements(value)));
  }

  String last() {
    return path.isEmpty() ? "" : path.getLast();
  }

  private List<String> extended(String key) {
    return Stream.concat(path.stream(), Stream.of(key)).toList();
  }
}
