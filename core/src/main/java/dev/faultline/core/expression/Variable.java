package dev.faultline.core.expression;

/**
 * What a step before has captured.
 *
 * @param slot where iterations keep it
 */
record Variable(int slot) implements Expression {

  @Override
  public String value(Values values) {
    return values.variable(slot);
  }

  @Override
  public boolean known(Values values) {
    return values.has(slot);
  }
}
