package dev.faultline.cli.compare;

import java.io.Serial;

/** Two runs have no step in common; the message is for the user who named them. */
public final class IncomparableRunsException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  IncomparableRunsException(StoredRun baseline, StoredRun current) {
    super(
        "%s and %s: the runs have no step in common; expected two runs of one plan"
            .formatted(baseline.file(), current.file()));
  }
}
