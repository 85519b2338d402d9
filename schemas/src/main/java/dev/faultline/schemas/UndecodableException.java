package dev.faultline.schemas;

/** Bytes on a topic that are no record of it; they belong on the dead-letter topic. */
public final class UndecodableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }

  public UndecodableException(String message) {
    super(message);
  }
}
