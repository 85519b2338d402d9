package dev.faultline.core.expression;

import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.Piece;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads texts with expressions: <code>${orderId}</code> stands for what a step before has captured,
 * <code>${users.name}</code> for a column of the plan's data, <code>${uuid()}</code> for what a
 * function makes, and each of them may be a parameter of the plan instead.
 *
 * @param scope what is known there
 * @param bodyKnown whether the request's body may be referred to
 */
public record TemplateReader(Scope scope, boolean bodyKnown) {

  /** The text; empty, with a mistake added, where an expression in it means nothing. */
  public Optional<Template> read(YamlNode node, String expected) {
    return node.pieces(expected).flatMap(pieces -> template(node, pieces));
  }

  /**
   * The same, where the text has to be of a format once its expressions are filled in.
   *
   * @param standIn for each expression, to try the format with
   */
  public Optional<Template> read(YamlNode node, Format<String> format, String standIn) {
    Optional<Template> template = node.pieces(format).flatMap(pieces -> template(node, pieces));
    if (template.isPresent() && format.parse(template.get().withEach(standIn)).isEmpty()) {
      node.mistake(
          "'%s' is not %s".formatted(template.get().written(), format.name()), format.expected());
      return Optional.empty();
    }
    return template;
  }

  /** A map as a JSON object, whose texts may have expressions in them. */
  public Optional<Template> readJson(YamlNode node, String expected) {
    JsonTemplate json = new JsonTemplate(this);
    return node.json(expected, json) ? Optional.of(json.template()) : Optional.empty();
  }

  Optional<Template> template(YamlNode node, List<Piece> pieces) {
    ExpressionReader expressions = new ExpressionReader(node, scope, bodyKnown);
    List<Expression> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    StringBuilder written = new StringBuilder();
    boolean complete = true;
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Plain(String text) -> {
          plain.append(text);
          written.append(text);
        }
        case Piece.Inner(String inner) -> {
          endPlain(plain, parts);
          Optional<Expression> expression = expressions.read(inner);
          complete &= expression.isPresent();
          expression.ifPresent(parts::add);
          written.append("${").append(inner).append('}');
        }
      }
    }
    if (!plain.isEmpty() || parts.isEmpty()) {
      parts.add(new Literal(plain.toString()));
    }
    return complete ? Optional.of(new Template(parts, written.toString())) : Optional.empty();
  }

  private static void endPlain(StringBuilder plain, List<Expression> parts) {
    if (!plain.isEmpty()) {
      parts.add(new Literal(plain.toString()));
      plain.setLength(0);
    }
  }
}
