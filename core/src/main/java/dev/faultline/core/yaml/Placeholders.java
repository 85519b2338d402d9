package dev.faultline.core.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters that stand for {@code ${name}} in a document's values. {@code $${} is a plain
 * {@code ${}. A replaced text is not searched again.
 */
public final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");

  private final Map<String, Optional<String>> values = new LinkedHashMap<>();

  /**
   * Adds a parameter.
   *
   * @param value empty when the parameter exists but a mistake keeps its value from being known
   */
  public void define(String name, Optional<String> value) {
    values.put(name, value);
  }

  /** The names so far, in their order. */
  public Set<String> names() {
    return values.keySet();
  }

  /** The text with its placeholders replaced; empty, with a mistake added, where one cannot be. */
  Optional<String> replace(String text, Position at, Mistakes mistakes) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder replaced = new StringBuilder();
    boolean complete = true;
    while (matcher.find()) {
      Optional<String> value =
          matcher.group(1) == null
              ? Optional.of("${")
              : value(matcher.group(1), !matcher.group(2).isEmpty(), at, mistakes);
      complete &= value.isPresent();
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(value.orElse("")));
    }
    return complete ? Optional.of(matcher.appendTail(replaced).toString()) : Optional.empty();
  }

  private Optional<String> value(String name, boolean closed, Position at, Mistakes mistakes) {
    if (!closed) {
      mistakes.add(at, "'${%s' is not closed".formatted(name), "${name}, or $${ for a plain ${");
      return Optional.empty();
    }
    Optional<String> value = values.get(name);
    if (value == null) {
      mistakes.add(
          at,
          "unknown parameter '${%s}'%s".formatted(name, Suggestion.didYouMean(name, names())),
          names().isEmpty()
              ? "its default under 'parameters'"
              : "one of " + String.join(", ", names()));
      return Optional.empty();
    }
    if (value.isEmpty()) {
      mistakes.addConsequence();
    }
    return value;
  }
}
