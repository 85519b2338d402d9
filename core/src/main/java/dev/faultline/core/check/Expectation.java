package dev.faultline.core.check;

import java.util.List;
import java.util.Optional;

/** What the answer to a step must be like. */
public record Expectation(Statuses statuses, List<Check> checks) {

  /** Of a step that expects nothing in particular. */
  public static final Expectation BELOW_400 = new Expectation(Statuses.BELOW_400, List.of());

  public Expectation {
    checks = List.copyOf(checks);
  }

  /** Nothing but that status. */
  public static Expectation status(int status) {
    return new Expectation(Statuses.of(status), List.of());
  }

  /** Whether the status says all, so that nothing else of the answer has to be looked at. */
  public boolean statusOnly() {
    return checks.isEmpty();
  }

  /** Whether the answer's body has to be kept. */
  public boolean needsBody() {
    return checks.stream().anyMatch(Check::needsBody);
  }

  /** The reason of the first check that does not hold; empty when all hold. */
  public Optional<String> broken(Answer answer) {
    return checks.stream().filter(check -> !check.holds(answer)).map(Check::reason).findFirst();
  }
}
