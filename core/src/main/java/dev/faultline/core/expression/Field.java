package dev.faultline.core.expression;

/** A column of the row of data that the iteration has. */
record Field(int feed, int column) implements Expression {

  @Override
  public String value(Values values) {
    return values.field(feed, column);
  }
}
