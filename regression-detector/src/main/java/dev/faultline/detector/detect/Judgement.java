package dev.faultline.detector.detect;

/** What a single observation says, compared with the baseline. */
enum Judgement {
  HEALTHY,
  WORSE,
  /** Nothing: there is too little in it, or something else explains it. */
  UNKNOWN
}
