package dev.faultline.cli.report.junit;

/**
 * Something that was expected of a run, and what came of it; a test case for those who read test
 * reports.
 *
 * @param group what kind of expectation it is, for example {@code thresholds}
 */
record Expectation(String group, String name, Result result) {

  /** What came of an expectation. */
  sealed interface Result {}

  record Met() implements Result {}

  /**
   * It was shown not to be met.
   *
   * @param message one sentence
   * @param detail more, perhaps several lines
   */
  record NotMet(String message, String detail) implements Result {}

  /** The run could not show what it was to show: neither met nor not met. */
  record NotShown(String message, String detail) implements Result {}

  /** Another expectation that was not shown makes this one meaningless. */
  record NotJudged(String message) implements Result {}
}
