package dev.faultline.detector.verdict;

import dev.faultline.core.run.Verdict;

/**
 * Something that speaks against a PASS.
 *
 * @param verdict what it makes of the run, FAIL or INCONCLUSIVE
 * @param sentence why, for people
 */
record Finding(Verdict verdict, String sentence) {

  static Finding fail(String sentence, Object... values) {
    return new Finding(Verdict.FAIL, Wording.sentence(sentence, values));
  }

  static Finding inconclusive(String sentence, Object... values) {
    return new Finding(Verdict.INCONCLUSIVE, Wording.sentence(sentence, values));
  }
}
