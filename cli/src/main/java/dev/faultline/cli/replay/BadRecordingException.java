package dev.faultline.cli.replay;

import java.nio.file.Path;

/** What the user named is no recording that can be replayed; the message says where and why. */
public final class BadRecordingException extends Exception {

  private static final long serialVersionUID = 1L;

  BadRecordingException(Path place, String problem, String expected) {
    super("%s: %s; expected %s".formatted(place, problem, expected));
  }
}
