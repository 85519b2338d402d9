package dev.faultline.detector.verdict;

import dev.faultline.core.run.Verdict;

/**
 * Something that speaks against a PASS.
 *
 * @param verdict what it makes of the run, FAIL or INCONCLUSIVE
 * @param sentence why, for people
 */
record Finding(Verdict verdict, String sentence) {

  static Finding fail(String sentence) {
    return new Finding(Verdict.FAIL, sentence);
  }

  static Finding inconclusive(String sentence) {
    return new Finding(Verdict.INCONCLUSIVE, sentence);
  }
}
