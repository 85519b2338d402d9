package dev.faultline.cli.run;

/** The user ended the command before there was anything to report. */
public final class StoppedException extends Exception {

  private static final long serialVersionUID = 1L;

  StoppedException(String reason) {
    super("ended early, with nothing to report: " + reason);
  }
}
