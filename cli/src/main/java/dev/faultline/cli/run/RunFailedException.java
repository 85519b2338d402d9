package dev.faultline.cli.run;

/** A run, or its replay, could not even begin because something in Faultline failed. */
public final class RunFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  public RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
