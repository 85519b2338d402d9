package dev.faultline.core.expression;

import dev.faultline.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * A value as it stands in a header whose characters are visible ASCII: everything else, quotation
 * marks and percent signs are percent-encoded as UTF-8.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">CloudEvents
 *     over HTTP, 3.1.3.2</a>
 */
record PercentEncoded(Expression plain) implements Expression {

  @Override
  public String value(Values values) {
    String text = plain.value(values);
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ' && octet < 0x7f && octet != '"' && octet != '%') {
        encoded.append((char) octet);
      } else {
        encoded.append("%%%02X".formatted(octet & 0xff));
      }
    }
    return encoded.toString();
  }

  @Override
  public boolean known(Values values) {
    return plain.known(values);
  }

  @Override
  public Stream<Secret> secrets() {
    return plain.secrets();
  }
}
