package dev.faultline.core.check;

import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the answer to a step must be like, and what is kept of it for the steps after. */
public record Expectation(Statuses statuses, List<Check> checks, List<Capture> captures) {

  /** Of a step that expects nothing in particular. */
  public static final Expectation BELOW_400 =
      new Expectation(Statuses.BELOW_400, List.of(), List.of());

  public Expectation {
    checks = List.copyOf(checks);
    captures = List.copyOf(captures);
  }

  /** Nothing but that status. */
  public static Expectation status(int status) {
    return new Expectation(Statuses.of(status), List.of(), List.of());
  }

  /** The same, and keeps that. */
  public Expectation keeping(List<Capture> kept) {
    return new Expectation(statuses, checks, kept);
  }

  /** Whether the status says all, so that nothing else of the answer has to be looked at. */
  public boolean statusOnly() {
    return checks.isEmpty() && captures.isEmpty();
  }

  /** Whether the answer's body has to be kept. */
  public boolean needsBody() {
    return checks.stream().anyMatch(Check::needsBody)
        || captures.stream().anyMatch(Capture::needsBody);
  }

  /** What of it has to be filled in. */
  public Stream<Template> templates() {
    return checks.stream().flatMap(Check::templates);
  }

  /**
   * Looks at an answer whose status is right. When all checks hold, the iteration keeps what is to
   * be captured.
   *
   * @return the reason of the first check that does not hold, or why nothing could be captured;
   *     empty when all is as expected
   */
  public String judge(Answer answer, Values values) {
    for (Check check : checks) {
      if (!check.holds(answer, values)) {
        return check.reason();
      }
    }
    for (Capture capture : captures) {
      Optional<String> found = capture.from(answer);
      if (found.isEmpty()) {
        return Capture.MISSING;
      }
      values.capture(capture.slot(), found.get());
    }
    return "";
  }
}
