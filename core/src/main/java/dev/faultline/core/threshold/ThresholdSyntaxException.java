package dev.faultline.core.threshold;

/** A threshold that does not parse, told so that it can be mended. */
public final class ThresholdSyntaxException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String expected;

  ThresholdSyntaxException(String problem, String expected) {
    super(problem + "; expected " + expected);
    this.problem = problem;
    this.expected = expected;
  }

  /** What is wrong, quoting the input and the position in it. */
  public String problem() {
    return problem;
  }

  /** What would be right. */
  public String expected() {
    return expected;
  }
}
