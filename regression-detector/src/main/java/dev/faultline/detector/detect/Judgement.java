package dev.faultline.detector.detect;

/** What a single observation says, compared with the baseline. */
enum Judgement {
  HEALTHY,
  /**
   * Only the slowest requests are worse: faults do that to a part of the target, and so does a busy
   * machine.
   */
  SOME_WORSE,
  /** Most requests are worse. */
  MOST_WORSE,
  /** Nothing: there is too little in it, or something else explains it. */
  UNKNOWN
}
