package dev.faultline.core.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value. */
public sealed interface Json {

  /** The value as plain text, for one that has no parts: of a text without its quotes. */
  Optional<String> scalar();

  /** An object; where a key comes twice, the last value counts. */
  record Members(Map<String, Json> byKey) implements Json {

    public Members {
      byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    @Override
    public Optional<String> scalar() {
      return Optional.empty();
    }
  }

  /** An array. */
  record Elements(List<Json> inOrder) implements Json {

    public Elements {
      inOrder = List.copyOf(inOrder);
    }

    @Override
    public Optional<String> scalar() {
      return Optional.empty();
    }
  }

  /** A text. */
  record Text(String value) implements Json {

    @Override
    public Optional<String> scalar() {
      return Optional.of(value);
    }
  }

  /**
   * A number, {@code true}, {@code false} or {@code null}.
   *
   * @param written as it stands in the JSON text
   */
  record Bare(String written) implements Json {

    @Override
    public Optional<String> scalar() {
      return Optional.of(written);
    }
  }
}
