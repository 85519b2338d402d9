package dev.faultline.core.profile;

import java.util.Arrays;

/**
 * The arrivals of a Poisson process of which the number {@code n} is known. They lie where {@code
 * n} numbers lie that are drawn from {@code [0, A]} uniformly and put in order, and those are the
 * sums of exponential spacings:
 *
 * <pre>
 * x(k) = A · (E₀ + … + Eₖ) / (E₀ + … + Eₙ)        Eᵢ exponential, independent
 * </pre>
 *
 * So that nobody has to add up a million of them to know one, spacings come in blocks. The sum of a
 * block of {@code b} is drawn first, which is a gamma variate of shape {@code b}; the spacings in
 * it are drawn when they are asked for, by a seed of the block's own, and scaled to that sum. Their
 * proportions are independent of their sum, so the result is distributed as if all had been drawn
 * in turn. Whoever walks the arrivals in order draws each block once.
 *
 * @see <a href="https://luc.devroye.org/rnbookindex.html">Devroye, Non-Uniform Random Variate
 *     Generation, sections V.2 and V.3 (uniform order statistics by spacings, and by grouping)</a>
 */
final class PoissonPositions implements Positions {

  private static final int BLOCK = 1024;

  private final long seed;
  private final long spacings;
  private final double integral;

  /** The sum of all spacings before each block, and at last the sum of all. */
  private final double[] begins;

  /** Whatever thread asked for it: it is the same for all. */
  private volatile Block last;

  /** The sums of all spacings up to each of the block's own. */
  private record Block(int index, double[] sums) {}

  PoissonPositions(long seed, long total, double integral) {
    this.seed = seed;
    this.spacings = total + 1;
    this.integral = integral;
    this.begins = new double[Math.toIntExact(Math.ceilDiv(spacings, BLOCK)) + 1];
    SplitMix random = new SplitMix(seed);
    for (int i = 0; i < begins.length - 1; i++) {
      begins[i + 1] = begins[i] + random.gamma(length(i));
    }
    this.last = draw(0);
  }

  @Override
  public double of(long k) {
    return scaled(block((int) (k / BLOCK)).sums[(int) (k % BLOCK)]);
  }

  @Override
  public long below(double position) {
    double sum = position / integral * begins[begins.length - 1];
    int index = Math.clamp(found(begins, sum) - 1L, 0, begins.length - 2);
    return (long) index * BLOCK + found(block(index).sums, sum);
  }

  /** How many of the ascending numbers are below the limit. */
  private static int found(double[] ascending, double limit) {
    int at = Arrays.binarySearch(ascending, limit);
    return at < 0 ? -at - 1 : at;
  }

  private double scaled(double sum) {
    return Math.min(integral, integral * (sum / begins[begins.length - 1]));
  }

  private int length(int block) {
    return (int) Math.min(BLOCK, spacings - (long) block * BLOCK);
  }

  private Block block(int index) {
    Block block = last;
    if (block.index != index) {
      block = draw(index);
      last = block;
    }
    return block;
  }

  private Block draw(int index) {
    SplitMix random = new SplitMix(SplitMix.mix(seed) + index + 1);
    double[] sums = new double[length(index)];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += random.exponential();
      sums[i] = sum;
    }
    double scale = (begins[index + 1] - begins[index]) / sum;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.min(begins[index] + sums[i] * scale, begins[index + 1]);
    }
    return new Block(index, sums);
  }
}
