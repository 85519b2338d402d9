package dev.faultline.cli.process;

import java.io.IOException;

/** A child process did not become ready; the message holds the end of its log. */
public final class ChildFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  public ChildFailedException(String message) {
    super(message);
  }
}
