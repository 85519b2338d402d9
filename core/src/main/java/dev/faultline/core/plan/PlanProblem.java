package dev.faultline.core.plan;

/**
 * One mistake in a plan, told so that it can be mended without asking.
 *
 * @param file the file's name as the user gave it
 * @param line from 1
 * @param column from 1
 * @param problem what is wrong, quoting what was found
 * @param expected what would be right
 */
public record PlanProblem(String file, int line, int column, String problem, String expected) {

  /** {@code file:line:column: problem; expected …}, the form that editors make clickable. */
  @Override
  public String toString() {
    return "%s:%d:%d: %s; expected %s".formatted(file, line, column, problem, expected);
  }
}
