package dev.faultline.core.expression;

import dev.faultline.core.secret.Secret;
import dev.faultline.core.yaml.JsonText;
import java.util.stream.Stream;

/** A value as a part of a JSON text, between its quotes. */
record InJson(Expression plain) implements Expression {

  @Override
  public String value(Values values) {
    String quoted = JsonText.quoted(plain.value(values));
    return quoted.substring(1, quoted.length() - 1);
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
