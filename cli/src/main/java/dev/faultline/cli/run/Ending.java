package dev.faultline.cli.run;

import dev.faultline.core.run.Verdict;

/** How following a run ended. */
public sealed interface Ending {

  /** The regression-detector judged it. */
  record Judged(Verdict verdict) implements Ending {}

  /**
   * It ended without a verdict.
   *
   * @param reason one sentence
   */
  record Unfinished(String reason) implements Ending {}

  /**
   * Something in Faultline itself failed.
   *
   * @param reason one sentence
   */
  record PartFailed(String reason) implements Ending {}
}
