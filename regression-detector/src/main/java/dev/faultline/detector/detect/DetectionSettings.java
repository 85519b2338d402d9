package dev.faultline.detector.detect;

import dev.faultline.detector.baseline.Learning;
import dev.faultline.detector.baseline.Margins;

/**
 * Every constant of the detection, in one place; what they mean together stands at {@link
 * LatencyDetector} and {@link ErrorRateDetector}.
 *
 * @param learning what a baseline is made of. The first windows of a run are left out: connections
 *     are opened and code is compiled in them. What is remembered at most bounds memory, and is the
 *     time within which a slow drift is taken for normal.
 * @param latency how far above its baseline a latency is worse, in microseconds
 * @param minResults results that a window needs to have a percentile worth judging; fewer are
 *     pooled with those of the next windows
 * @param mostWorse what proves that most requests have become worse
 * @param someWorse what proves that only some have, which a busy machine makes likelier by chance
 * @param recovery what proves that a degradation has ended
 * @param errorWindows latest windows over which errors are counted together
 * @param z how sure a bound of an error rate is, in standard deviations; 2.58 is 99 % two-sided
 * @param errorMargin share of results, 0 to 1, by which an error rate is above its baseline at
 *     least
 * @param healthyErrorRate error rate, 0 to 1, above which nothing is healthy, whatever was usual
 */
public record DetectionSettings(
    Learning learning,
    Margins latency,
    int minResults,
    Proof mostWorse,
    Proof someWorse,
    Proof recovery,
    int errorWindows,
    double z,
    double errorMargin,
    double healthyErrorRate) {

  /** Tuned by the simulations of {@code DetectionStatisticsTest}. */
  public static final DetectionSettings DEFAULT =
      new DetectionSettings(
          new Learning(3, 5, 300),
          new Margins(5, 0.5, 10_000),
          10,
          new Proof(4, 2),
          new Proof(8, 4),
          new Proof(3, 1),
          3,
          2.58,
          0.01,
          0.5);
}
