package dev.faultline.detector.verdict;

import dev.faultline.core.run.Verdict;
import java.util.List;

/**
 * The verdict of a run with its reasons, the deciding one first; a PASS has none.
 *
 * @param reasons one sentence each
 */
public record Decision(Verdict verdict, List<String> reasons) {

  public Decision {
    reasons = List.copyOf(reasons);
  }

  /** Of the findings in their order of precedence. */
  static Decision of(List<Finding> findings) {
    Verdict verdict = findings.isEmpty() ? Verdict.PASS : findings.getFirst().verdict();
    return new Decision(verdict, findings.stream().map(Finding::sentence).toList());
  }
}
