package dev.faultline.core.run;

/** The answer of a run. */
public enum Verdict {
  PASS,
  FAIL,
  /** The load itself was invalid, or data is missing; never a PASS. */
  INCONCLUSIVE
}
