package dev.faultline.core.latency;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.zip.DataFormatException;

/**
 * Latencies in microseconds with three significant digits, from 1 µs to 10 minutes. Longer ones
 * saturate at 10 minutes and are counted in {@link #saturated()}, never lost.
 *
 * <p>It holds what an HdrHistogram of the same range would hold and says the same of it, in a
 * fraction of the memory. Percentiles are only ever computed from a merged histogram; averaging
 * percentiles is impossible by this interface.
 *
 * <p>Not thread-safe; but any number of threads may read one that nobody changes any more.
 *
 * @see <a href="https://github.com/HdrHistogram/HdrHistogram">HdrHistogram</a>
 */
public final class LatencyHistogram {

  /** Longest latency that is told apart, in microseconds: 10 minutes. */
  public static final long MAX_MICROS = 600_000_000L;

  static final int SIGNIFICANT_DIGITS = 3;

  private SlotCounts counts;
  private long saturated;

  public LatencyHistogram() {
    this(new FewLatencies(), 0);
  }

  private LatencyHistogram(SlotCounts counts, long saturated) {
    this.counts = counts;
    this.saturated = saturated;
  }

  /** Counts one latency; below 1 µs counts as 0. */
  public void record(long micros) {
    if (micros > MAX_MICROS) {
      saturated++;
    }
    counts = counts.add(Slots.of(Math.clamp(micros, 0, MAX_MICROS)), 1);
  }

  /** Adds all that the other one holds. */
  public void add(LatencyHistogram other) {
    counts = other.counts.addTo(counts);
    saturated += other.saturated;
  }

  /** How many latencies it holds. */
  public long count() {
    return counts.total();
  }

  /** How many of them were longer than {@link #MAX_MICROS}. */
  public long saturated() {
    return saturated;
  }

  /**
   * The latency in microseconds that {@code percentile} percent (0 to 100) do not exceed; 0 when
   * empty.
   */
  public long percentile(double percentile) {
    if (count() == 0) {
      return 0;
    }
    int slot = counts.slotAt(rank(percentile));
    return percentile == 0 ? Slots.lowest(slot) : Math.min(MAX_MICROS, Slots.highest(slot));
  }

  /** As HdrHistogram: one ulp less, or rounding up could overrun into the next latency. */
  private long rank(double percentile) {
    double below = Math.nextAfter(percentile, Double.NEGATIVE_INFINITY);
    double share = Math.min(Math.max(below, 0), 100);
    return Math.clamp((long) Math.ceil(share * count() / 100), 1, count());
  }

  /** Smallest latency in microseconds, 0 when empty. */
  public long min() {
    return count() == 0 ? 0 : Slots.lowest(counts.slotAt(1));
  }

  /** Largest latency in microseconds, 0 when empty. */
  public long max() {
    return count() == 0 ? 0 : Math.min(MAX_MICROS, Slots.highest(counts.slotAt(count())));
  }

  /** Arithmetic mean in microseconds, 0 when empty. */
  public double mean() {
    return count() == 0 ? 0 : counts.sum() / count();
  }

  /** HdrHistogram V2, compressed: equal contents give equal bytes. */
  public byte[] encode() {
    return HdrForm.write(counts);
  }

  /**
   * Reads what {@link #encode()} or an HdrHistogram of any range and precision wrote.
   *
   * @throws IllegalArgumentException when the bytes are no compressed histogram
   */
  public static LatencyHistogram decode(byte[] bytes, long saturated) {
    try {
      return new LatencyHistogram(HdrForm.read(bytes), saturated);
    } catch (DataFormatException | IOException | RuntimeException e) {
      throw new IllegalArgumentException("not a compressed HdrHistogram: " + e.getMessage(), e);
    }
  }

  /**
   * Writes it for {@link #readFrom}, faster than {@link #encode()} and not compressed: equal
   * contents give equal bytes.
   */
  public void writeTo(DataOutput out) throws IOException {
    out.writeLong(saturated);
    SparseForm.write(out, counts);
  }

  /**
   * Reads what {@link #writeTo} wrote, and not a byte more.
   *
   * @throws IOException when it is something else or cut short
   */
  public static LatencyHistogram readFrom(DataInput in) throws IOException {
    long saturated = in.readLong();
    return new LatencyHistogram(SparseForm.read(in), saturated);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatencyHistogram that
        && saturated == that.saturated
        && counts.sameAs(that.counts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(count(), saturated, min(), max());
  }

  @Override
  public String toString() {
    return "%d latencies, p50 %d µs, p99 %d µs, max %d µs"
        .formatted(count(), percentile(50), percentile(99), max());
  }
}
