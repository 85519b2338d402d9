package dev.faultline.core.yaml.shape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A document that is made up to be read, or a part of it. */
public sealed interface Document {

  /** An empty map. */
  Keys EMPTY = new Keys(Map.of());

  /** As YAML's flow style, on one line. */
  String yaml();

  /** Nothing. */
  record Blank() implements Document {
    @Override
    public String yaml() {
      return "null";
    }
  }

  /**
   * A scalar.
   *
   * @param value letters and digits
   */
  record Text(String value) implements Document {
    @Override
    public String yaml() {
      return '"' + value + '"';
    }
  }

  /** A list of two equal elements: some readers want more than one. */
  record Elements(Document element) implements Document {
    @Override
    public String yaml() {
      return "[" + element.yaml() + ", " + element.yaml() + "]";
    }
  }

  /** A map. */
  record Keys(Map<String, Document> values) implements Document {

    @Override
    public String yaml() {
      return values.entrySet().stream()
          .map(entry -> '"' + entry.getKey() + "\": " + entry.getValue().yaml())
          .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The same with another entry, or another value for it. */
    public Keys with(String key, Document value) {
      return with(new Keys(Map.of(key, value)));
    }

    /** The same with more entries, or other values for them. */
    public Keys with(Keys others) {
      Map<String, Document> more = new LinkedHashMap<>(values);
      more.putAll(others.values);
      return new Keys(more);
    }
  }
}
