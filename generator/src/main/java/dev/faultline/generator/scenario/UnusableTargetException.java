package dev.faultline.generator.scenario;

/** A target or request that no load can be put on; the message is for the user. */
public final class UnusableTargetException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnusableTargetException(String message) {
    super(message);
  }
}
