package dev.faultline.detector.baseline;

/**
 * How a baseline is learned from a run's own windows. Counted in windows with data.
 *
 * @param skip the first ones, which are no part of it
 * @param atLeast how many it takes before there is a baseline
 * @param atMost how many are remembered: the latest
 */
public record Learning(int skip, int atLeast, int atMost) {

  public Learning {
    if (skip < 0 || atLeast < 1 || atMost < atLeast) {
      throw new IllegalArgumentException(
          "no baseline can be learned from %d to %d windows after %d"
              .formatted(atLeast, atMost, skip));
    }
  }
}
