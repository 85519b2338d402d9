package dev.faultline.core.result;

/**
 * How well a generator kept its own schedule since the last progress record.
 *
 * @param maxSchedulingLagMicros the longest time by which firing an arrival was late
 * @param bufferFill fill of the result buffer, 0 to 1
 * @param unreported results that could not be kept because the buffer was full (cumulative); their
 *     {@code seq} is missing
 * @param spillFill fill of the disk space for results that Kafka has not taken yet, 0 to 1; at 1 no
 *     more fit, and the buffer fills
 */
public record GeneratorHealth(
    long maxSchedulingLagMicros, double bufferFill, long unreported, double spillFill) {

  public static final GeneratorHealth PERFECT = new GeneratorHealth(0, 0, 0, 0);

  /** The worse of the two in each respect; counts add up, for they come from different shards. */
  public GeneratorHealth worst(GeneratorHealth other) {
    return worse(other, unreported + other.unreported);
  }

  /** The worse of the two in each respect, over a time and the one after it. */
  public GeneratorHealth then(GeneratorHealth later) {
    return worse(later, later.unreported);
  }

  /** As a time begins that nothing is known of yet, but for what is cumulative. */
  public GeneratorHealth anew() {
    return new GeneratorHealth(0, 0, unreported, 0);
  }

  private GeneratorHealth worse(GeneratorHealth other, long unreported) {
    return new GeneratorHealth(
        Math.max(maxSchedulingLagMicros, other.maxSchedulingLagMicros),
        Math.max(bufferFill, other.bufferFill),
        unreported,
        Math.max(spillFill, other.spillFill));
  }
}
