package dev.faultline.core.expression;

/** A text that is always the same. */
record Literal(String text) implements Expression {

  @Override
  public String value(Values values) {
    return text;
  }
}
