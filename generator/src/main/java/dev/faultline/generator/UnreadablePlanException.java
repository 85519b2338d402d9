package dev.faultline.generator;

/** A plan that another version of the generator has accepted is none for this one. */
final class UnreadablePlanException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message the first of its problems
   */
  UnreadablePlanException(String message) {
    super(message);
  }
}
