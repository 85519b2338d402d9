package dev.faultline.cli.run;

/** The users' Kafka or the services on it are not there; the message says which and where. */
public final class UnreachableException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnreachableException(String message) {
    super(message);
  }
}
