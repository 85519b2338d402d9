package dev.faultline.core.expression;

import java.util.List;
import java.util.Optional;

/**
 * A text with expressions in it, taken apart once and filled in as often as iterations need it.
 *
 * @param parts in their order
 * @param written as the plan has it, parameters replaced
 */
public record Template(List<Expression> parts, String written) {

  public Template {
    parts = List.copyOf(parts);
  }

  /** A text without expressions. */
  public static Template of(String text) {
    return new Template(List.of(new Literal(text)), text);
  }

  /** The text, if it is always the same. */
  public Optional<String> fixed() {
    return parts.stream().allMatch(Literal.class::isInstance)
        ? Optional.of(fill(Values.NONE))
        : Optional.empty();
  }

  /** The text in an iteration. */
  public String fill(Values values) {
    if (parts.size() == 1) {
      return parts.getFirst().value(values);
    }
    StringBuilder text = new StringBuilder();
    for (Expression part : parts) {
      text.append(part.value(values));
    }
    return text.toString();
  }

  /** Whether all that it needs has been captured. */
  public boolean known(Values values) {
    for (Expression part : parts) {
      if (!part.known(values)) {
        return false;
      }
    }
    return true;
  }

  /** The text with something harmless for each expression, to see whether the rest is sound. */
  public String withEach(String standIn) {
    StringBuilder text = new StringBuilder();
    for (Expression part : parts) {
      text.append(part instanceof Literal(String literal) ? literal : standIn);
    }
    return text.toString();
  }
}
