package dev.faultline.core.result;

/** How one request ended. The protocol's own status stands beside it. */
public enum Outcome {
  /** Answered, and every check of the step held. */
  OK,
  /** Answered, but a check of the step did not hold. */
  CHECK_FAILED,
  /** Not answered: refused, reset, or the answer was no valid message of the protocol. */
  ERROR,
  /** Not answered within the step's timeout. */
  TIMEOUT;

  /** Whether the user of the target got what they asked for. */
  public boolean successful() {
    return this == OK;
  }

  /** Whether the target gave an answer at all. */
  public boolean answered() {
    return this == OK || this == CHECK_FAILED;
  }
}
