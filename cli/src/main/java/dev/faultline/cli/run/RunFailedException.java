package dev.faultline.cli.run;

/** A run could not even begin, or a replay not end, because something in Faultline failed. */
public final class RunFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  public RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
