package dev.faultline.core.expression;

/** The body of the request whose headers are being written, to be hashed. */
record RequestBody() implements Expression {

  static final String NAME = "request.body";

  @Override
  public String value(Values values) {
    return values.requestBody();
  }
}
