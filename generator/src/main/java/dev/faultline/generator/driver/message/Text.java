package dev.faultline.generator.driver.message;

import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A text as its bytes, made once when it is always the same. */
public final class Text {

  private final Template template;
  private final Optional<byte[]> fixed;

  public Text(Template template) {
    this.template = template;
    this.fixed = template.fixed().map(Text::bytes);
  }

  /** UTF-8, never to be changed. */
  public byte[] fill(Values values) {
    return fixed.orElseGet(() -> bytes(template.fill(values)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
