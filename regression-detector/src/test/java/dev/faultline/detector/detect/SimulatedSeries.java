package dev.faultline.detector.detect;

import static dev.faultline.detector.detect.Windows.SECOND;

import dev.faultline.core.regression.Degradation;
import dev.faultline.core.result.GeneratorHealth;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A run of 60 seconds with the noise of a busy machine, as measured on one: lognormal medians and
 * tails, a cold start, hiccups of one or two windows that raise everything to 100 ms and more, and
 * busy phases of three to six windows in which some requests wait for a core.
 */
final class SimulatedSeries {

  private final RandomGenerator random;
  private final double trouble;

  /**
   * @param trouble how likely a hiccup, and a busy phase, begins in a window
   */
  SimulatedSeries(RandomGenerator random, double trouble) {
    this.random = random;
    this.trouble = trouble;
  }

  static final int SECONDS = 60;
  static final double MEDIAN_MS = 13;
  static final double TAIL_MS = 22;

  /** What a target does beyond its noise, in milliseconds, by second of the run. */
  interface Extra {
    double at(int second);
  }

  /** Something that begins by chance, and lasts. */
  private final class Phase {
    private final int shortest;
    private final int longest;
    private int left;
    private double height;

    Phase(int shortest, int longest) {
      this.shortest = shortest;
      this.longest = longest;
    }

    /** What it adds to the next window, in milliseconds. */
    double next(double lowest, double highest) {
      if (left == 0 && random.nextDouble() < trouble) {
        left = random.nextInt(shortest, longest + 1);
        height = random.nextDouble(lowest, highest);
      }
      left--;
      if (left < 0) {
        left = 0;
        return 0;
      }
      return height;
    }
  }

  /** The degradations that are found in it, the last state of each. */
  List<Degradation> degradations(Extra extra) {
    Detection detection = new Detection(DetectionSettings.DEFAULT);
    Phase hiccup = new Phase(1, 2);
    Phase busy = new Phase(3, 6);
    for (int second = 0; second < SECONDS; second++) {
      double cold = second < 3 ? 400 / Math.pow(5, second) : 0;
      double added = extra.at(second) + cold + hiccup.next(80, 280);
      double median = MEDIAN_MS * Math.exp(0.08 * random.nextGaussian()) + added;
      double noise = (TAIL_MS - MEDIAN_MS) * Math.exp(0.6 * random.nextGaussian());
      double tail = median + noise + busy.next(30, 100);
      detection.observe(
          Windows.ok(second * SECOND, 100, rounded(median), rounded(tail)),
          GeneratorHealth.PERFECT);
    }
    return detection.degradations();
  }

  /** To 5 percent, so that few different histograms have to be made. */
  private static double rounded(double ms) {
    double step = Math.log(1.1);
    return Math.exp(Math.round(Math.log(ms) / step) * step);
  }
}
