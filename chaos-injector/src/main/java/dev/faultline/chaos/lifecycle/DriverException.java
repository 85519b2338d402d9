package dev.faultline.chaos.lifecycle;

/** A driver could not do what it was asked; the message says why in one sentence, for the user. */
public final class DriverException extends Exception {

  private static final long serialVersionUID = 1L;

  public DriverException(String message) {
    super(message);
  }

  public DriverException(String message, Throwable cause) {
    super(message, cause);
  }
}
