package dev.faultline.core.latency;

/**
 * Which latencies are told apart: the buckets of HdrHistogram for three significant digits, from 1
 * µs to 10 minutes. The first 2048 slots are one microsecond wide; after them the width doubles
 * every 1024 slots, so that it is never more than a thousandth of the latency.
 *
 * <p>The arithmetic is that of {@code countsArrayIndex} and {@code valueFromIndex} in <a
 * href="https://github.com/HdrHistogram/HdrHistogram/blob/HdrHistogram-2.2.2/src/main/java/org/HdrHistogram/AbstractHistogram.java">HdrHistogram
 * 2.2.2</a>, with unit magnitude 0 and sub-bucket half count magnitude 10.
 */
final class Slots {

  private static final int HALF_MAGNITUDE = 10;
  private static final int HALF = 1 << HALF_MAGNITUDE;
  private static final long MASK = 2 * HALF - 1;
  private static final int LEADING_ZEROS = Long.numberOfLeadingZeros(MASK);

  /** How many there are; the last ones lie beyond ten minutes, for they fill their bucket. */
  static final int COUNT = (of(LatencyHistogram.MAX_MICROS) / HALF + 1) * HALF;

  private Slots() {}

  /** The slot of a latency from 0 to {@link LatencyHistogram#MAX_MICROS}. */
  static int of(long micros) {
    int bucket = LEADING_ZEROS - Long.numberOfLeadingZeros(micros | MASK);
    return (bucket << HALF_MAGNITUDE) + (int) (micros >>> bucket);
  }

  /** Smallest latency in the slot. */
  static long lowest(int slot) {
    int bucket = bucket(slot);
    return (long) (slot - (bucket << HALF_MAGNITUDE)) << bucket;
  }

  /** Largest latency in the slot. */
  static long highest(int slot) {
    return lowest(slot) + (1L << bucket(slot)) - 1;
  }

  /** The latency that stands for the whole slot in a mean. */
  static long middle(int slot) {
    return lowest(slot) + (1L << bucket(slot)) / 2;
  }

  private static int bucket(int slot) {
    return Math.max(0, (slot >> HALF_MAGNITUDE) - 1);
  }
}
