package dev.faultline.cli.export;

import java.io.Serial;

/** What the user asks for cannot be exported; the message says why. No file was changed. */
public final class ExportRefusedException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  ExportRefusedException(Object place, String problem, String expected) {
    super("%s: %s; expected %s".formatted(place, problem, expected));
  }
}
