package dev.faultline.generator.driver.grpc;

/** A target does not answer what it is asked; the message is for the user. */
final class SilentTargetException extends Exception {

  private static final long serialVersionUID = 1L;

  SilentTargetException(String message) {
    super(message);
  }
}
