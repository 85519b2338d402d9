package dev.faultline.core.plan;

/** A file that a plan names cannot be read; the message says why. */
public final class UnreadableFileException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for people, for example {@code there is no such file}
   */
  public UnreadableFileException(String message) {
    super(message);
  }
}
