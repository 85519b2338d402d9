package dev.faultline.core.result;

/**
 * How well a generator kept its own schedule since the last progress record.
 *
 * @param maxSchedulingLagMicros the longest time by which firing an arrival was late
 * @param bufferFill fill of the result buffer, 0 to 1
 * @param unreported results that could not be kept because the buffer was full (cumulative); their
 *     {@code seq} is missing
 */
public record GeneratorHealth(long maxSchedulingLagMicros, double bufferFill, long unreported) {

  public static final GeneratorHealth PERFECT = new GeneratorHealth(0, 0, 0);

  /** The worse of the two in each respect; counts add up, for they come from different shards. */
  public GeneratorHealth worst(GeneratorHealth other) {
    return new GeneratorHealth(
        Math.max(maxSchedulingLagMicros, other.maxSchedulingLagMicros),
        Math.max(bufferFill, other.bufferFill),
        unreported + other.unreported);
  }

  /** The worse of the two in each respect, over a time and the one after it. */
  public GeneratorHealth then(GeneratorHealth later) {
    return new GeneratorHealth(
        Math.max(maxSchedulingLagMicros, later.maxSchedulingLagMicros),
        Math.max(bufferFill, later.bufferFill),
        later.unreported);
  }
}
