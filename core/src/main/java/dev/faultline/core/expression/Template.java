package dev.faultline.core.expression;

import dev.faultline.core.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** A random UUID, another one each time. */
  public static Template ofUuid() {
    return new Template(List.of(new Made.Uuid()), "${uuid()}");
  }

  /** The time at which it is filled in, as ISO 8601 in UTC. */
  public static Template ofIsoTime() {
    return new Template(List.of(new Made.IsoTime()), "${timestamp(iso)}");
  }

  /** One after the other, as one text. */
  public static Template joined(List<Template> texts) {
    return new Template(
        texts.stream().flatMap(text -> text.parts.stream()).toList(),
        texts.stream().map(Template::written).collect(Collectors.joining()));
  }

  /** The same as a part of a JSON text, between its quotes. */
  public Template inJson() {
    return each(InJson::new);
  }

  /** The same as headers have it that take visible ASCII only. */
  public Template percentEncoded() {
    return each(PercentEncoded::new);
  }

  private Template each(Function<Expression, Expression> encoded) {
    return new Template(
        parts.stream()
            .map(
                part ->
                    part instanceof Literal
                        ? new Literal(encoded.apply(part).value(Values.NONE))
                        : encoded.apply(part))
            .toList(),
        written);
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

  /** The secrets that it takes. */
  public Stream<Secret> secrets() {
    return parts.stream().flatMap(Expression::secrets);
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
