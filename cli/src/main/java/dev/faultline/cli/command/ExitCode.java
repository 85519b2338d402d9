package dev.faultline.cli.command;

import dev.faultline.core.run.Verdict;

/** What the command tells the shell; scripts rely on the numbers. */
public enum ExitCode {
  PASS(0),
  /** Something in Faultline itself failed; the log says what. */
  INTERNAL_ERROR(1),
  /** The load was invalid, data is missing, or the run ended without a verdict. */
  INCONCLUSIVE(3),
  /** A threshold was not met, or there is a regression that no fault explains. */
  FAIL(99),
  /** The plan or the arguments are wrong; nothing was started. */
  BAD_INPUT(104),
  /** Ended early by a signal; faults are healed and the report is written. */
  ABORTED(105);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static ExitCode of(Verdict verdict) {
    return switch (verdict) {
      case PASS -> PASS;
      case FAIL -> FAIL;
      case INCONCLUSIVE -> INCONCLUSIVE;
    };
  }
}
