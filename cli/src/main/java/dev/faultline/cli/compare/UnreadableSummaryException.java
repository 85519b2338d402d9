package dev.faultline.cli.compare;

import java.io.Serial;
import java.nio.file.Path;

/** A file is not the summary of a run; the message is for the user who named it. */
public final class UnreadableSummaryException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  /**
   * @param place the file, perhaps with line and column
   * @param problem what is wrong with it
   */
  UnreadableSummaryException(String place, String problem) {
    super("%s: %s; expected the folder of a run or its summary.json".formatted(place, problem));
  }

  UnreadableSummaryException(Path place, String problem) {
    this(place.toString(), problem);
  }
}
