package dev.faultline.core.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    return pieces(text, at, mistakes)
        .flatMap(
            pieces -> {
              StringBuilder replaced = new StringBuilder();
              boolean complete = true;
              for (Piece piece : pieces) {
                switch (piece) {
                  case Piece.Plain(String plain) -> replaced.append(plain);
                  case Piece.Inner(String inner) -> {
                    complete = false;
                    unknown(inner, at, mistakes);
                  }
                }
              }
              return complete ? Optional.of(replaced.toString()) : Optional.empty();
            });
  }

  /**
   * The text with its placeholders replaced, apart from those that are no parameters; empty, with a
   * mistake added, where one is not closed.
   */
  Optional<List<Piece>> pieces(String text, Position at, Mistakes mistakes) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    List<Piece> pieces = new ArrayList<>();
    boolean complete = true;
    int plainFrom = 0;
    while (matcher.find()) {
      pieces.add(new Piece.Plain(text.substring(plainFrom, matcher.start())));
      plainFrom = matcher.end();
      String inner = matcher.group(1);
      if (inner == null) {
        pieces.add(new Piece.Plain("${"));
      } else if (matcher.group(2).isEmpty()) {
        mistakes.add(at, "'${%s' is not closed".formatted(inner), "${name}, or $${ for a plain ${");
        complete = false;
      } else if (values.containsKey(inner)) {
        Optional<String> value = value(inner, mistakes);
        complete &= value.isPresent();
        pieces.add(new Piece.Plain(value.orElse("")));
      } else {
        pieces.add(new Piece.Inner(inner));
      }
    }
    pieces.add(new Piece.Plain(text.substring(plainFrom)));
    return complete ? Optional.of(pieces) : Optional.empty();
  }

  /** The parameter's value; empty, with a mistake told elsewhere, when it is not known. */
  Optional<String> value(String name, Mistakes mistakes) {
    Optional<String> value = values.get(name);
    if (value.isEmpty()) {
      mistakes.addConsequence();
    }
    return value;
  }

  private void unknown(String name, Position at, Mistakes mistakes) {
    mistakes.add(
        at,
        "unknown parameter '${%s}'%s".formatted(name, Suggestion.didYouMean(name, names())),
        names().isEmpty()
            ? "its default under 'parameters'"
            : "one of " + String.join(", ", names()));
  }
}
