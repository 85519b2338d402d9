package dev.faultline.detector.detect;

import static dev.faultline.detector.detect.Windows.SECOND;

import dev.faultline.core.regression.Degradation;
import dev.faultline.core.result.GeneratorHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A run of 60 seconds with the noise of a busy machine, as measured on one: lognormal medians and
 * tails, a cold start, and hiccups of one or two windows that raise everything to 100 ms and more.
 */
record SimulatedSeries(RandomGenerator random, double hiccupRate) {

  static final int SECONDS = 60;
  static final double MEDIAN_MS = 13;
  static final double TAIL_MS = 22;

  /** What a target does beyond its noise, in milliseconds, by second of the run. */
  interface Extra {
    double at(int second);
  }

  /** The degradations that are found in it, the last state of each. */
  List<Degradation> degradations(Extra extra) {
    Detection detection = new Detection(DetectionSettings.DEFAULT);
    int hiccup = 0;
    double height = 0;
    for (int second = 0; second < SECONDS; second++) {
      double cold = second < 3 ? 400 / Math.pow(5, second) : 0;
      if (hiccup == 0 && random.nextDouble() < hiccupRate) {
        hiccup = random.nextInt(1, 3);
        height = 80 + random.nextDouble() * 200;
      }
      boolean hit = hiccup > 0;
      double added = extra.at(second) + cold + (hit ? height : 0);
      double median = MEDIAN_MS * Math.exp(0.08 * random.nextGaussian()) + added;
      double tail = median + (TAIL_MS - MEDIAN_MS) * Math.exp(0.6 * random.nextGaussian());
      detection.observe(
          Windows.ok(second * SECOND, 100, rounded(median), rounded(tail)),
          GeneratorHealth.PERFECT);
      hiccup = Math.max(0, hiccup - 1);
    }
    return new ArrayList<>(detection.degradations());
  }

  /** To 5 percent, so that few different histograms have to be made. */
  private static double rounded(double ms) {
    double step = Math.log(1.1);
    return Math.exp(Math.round(Math.log(ms) / step) * step);
  }
}
