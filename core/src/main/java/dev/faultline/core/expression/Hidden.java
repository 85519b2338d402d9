package dev.faultline.core.expression;

import dev.faultline.core.secret.Secret;
import java.util.stream.Stream;

/** A secret of the plan, which only the generator knows. */
record Hidden(Secret secret) implements Expression {

  /** How names of secrets begin; data cannot have that name. */
  static final String PREFIX = Scope.SECRETS + ".";

  @Override
  public String value(Values values) {
    return values.secret(secret);
  }

  @Override
  public Stream<Secret> secrets() {
    return Stream.of(secret);
  }
}
