package dev.faultline.generator.sink;

import java.nio.file.Path;

/**
 * Where results may wait for Kafka, and how many.
 *
 * @param folder made when it is needed
 * @param limitBytes not exceeded on disk, at least {@value ResultSpill#BLOCK_BYTES}
 */
public record SpillSpace(Path folder, long limitBytes) {

  /** Some six million results: 20 minutes at 5,000/s. */
  private static final long DEFAULT_LIMIT_BYTES = 1L << 30;

  public SpillSpace {
    if (limitBytes < ResultSpill.BLOCK_BYTES) {
      throw new IllegalArgumentException(
          "at least %d bytes of disk are needed for results, not %d"
              .formatted(ResultSpill.BLOCK_BYTES, limitBytes));
    }
  }

  /** Up to 1 GiB. */
  public static SpillSpace in(Path folder) {
    return new SpillSpace(folder, DEFAULT_LIMIT_BYTES);
  }

  /**
   * One of several equal parts, each in a folder of its own; of a space that is too small for them,
   * each part is as small as can be.
   *
   * @param index below the count
   */
  public SpillSpace part(int index, int count) {
    return count == 1
        ? this
        : new SpillSpace(
            folder.resolve("part-" + index), Math.max(limitBytes / count, ResultSpill.BLOCK_BYTES));
  }

  /** Whole blocks that fit. */
  long blocks() {
    return limitBytes / ResultSpill.BLOCK_BYTES;
  }
}
