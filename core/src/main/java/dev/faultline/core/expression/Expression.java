package dev.faultline.core.expression;

import dev.faultline.core.secret.Secret;
import java.util.stream.Stream;

/** Something that an iteration knows when it comes to it. Immutable. */
public sealed interface Expression
    permits Literal, Variable, RequestBody, Field, Made, Digest, InJson, PercentEncoded, Hidden {

  /** Its value in an iteration. */
  String value(Values values);

  /** Whether it has a value: not before the step that captures it. */
  default boolean known(Values values) {
    return true;
  }

  /** The secrets that it takes. */
  default Stream<Secret> secrets() {
    return Stream.empty();
  }
}
