package dev.faultline.cli.run;

/** The user ended the command before the run was submitted: there is nothing to report. */
public final class StoppedException extends Exception {

  private static final long serialVersionUID = 1L;

  StoppedException(String reason) {
    super("ended before the run began: " + reason);
  }
}
