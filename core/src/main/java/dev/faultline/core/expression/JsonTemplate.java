package dev.faultline.core.expression;

import dev.faultline.core.yaml.JsonText;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON text while it is read, in which each value with expressions becomes a JSON text in quotes,
 * whatever it is filled with.
 */
final class JsonTemplate implements JsonText.Sink {

  private final TemplateReader reader;
  private final List<Expression> parts = new ArrayList<>();
  private final StringBuilder fixed = new StringBuilder();
  private final StringBuilder written = new StringBuilder();

  JsonTemplate(TemplateReader reader) {
    this.reader = reader;
  }

  @Override
  public void json(String text) {
    fixed.append(text);
    written.append(text);
  }

  @Override
  public void scalar(YamlNode scalar) {
    scalar
        .pieces("a value")
        .flatMap(pieces -> reader.template(scalar, pieces))
        .ifPresent(
            template ->
                template
                    .fixed()
                    .ifPresentOrElse(
                        text -> json(scalar.asJson(text)), () -> withExpressions(template)));
  }

  private void withExpressions(Template template) {
    json("\"");
    for (Expression part : template.parts()) {
      if (part instanceof Literal) {
        fixed.append(new InJson(part).value(Values.NONE));
      } else {
        endFixed();
        parts.add(new InJson(part));
      }
    }
    written.append(template.written());
    json("\"");
  }

  private void endFixed() {
    if (!fixed.isEmpty()) {
      parts.add(new Literal(fixed.toString()));
      fixed.setLength(0);
    }
  }

  Template template() {
    endFixed();
    return new Template(parts, written.toString());
  }
}
