package dev.faultline.core.latency;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latencies in microseconds with three significant digits, from 1 µs to 10 minutes. Longer ones
 * saturate at 10 minutes and are counted in {@link #saturated()}, never lost.
 *
 * <p>Percentiles are only ever computed from a merged histogram; averaging percentiles is
 * impossible by this interface. Not thread-safe.
 *
 * @see <a href="https://github.com/HdrHistogram/HdrHistogram">HdrHistogram</a>
 */
public final class LatencyHistogram {

  /** Longest latency that is told apart, in microseconds: 10 minutes. */
  public static final long MAX_MICROS = 600_000_000L;

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram histogram;
  private long saturated;

  public LatencyHistogram() {
    this(new Histogram(1, MAX_MICROS, SIGNIFICANT_DIGITS), 0);
  }

  private LatencyHistogram(Histogram histogram, long saturated) {
    this.histogram = histogram;
    this.saturated = saturated;
  }

  /** Counts one latency; below 1 µs counts as 0. */
  public void record(long micros) {
    if (micros > MAX_MICROS) {
      saturated++;
    }
    histogram.recordValue(Math.clamp(micros, 0, MAX_MICROS));
  }

  /** Adds all that the other one holds. */
  public void add(LatencyHistogram other) {
    histogram.add(other.histogram);
    saturated += other.saturated;
  }

  /** How many latencies it holds. */
  public long count() {
    return histogram.getTotalCount();
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
    return count() == 0 ? 0 : Math.min(MAX_MICROS, histogram.getValueAtPercentile(percentile));
  }

  /** Smallest latency in microseconds, 0 when empty. */
  public long min() {
    return count() == 0 ? 0 : histogram.getMinValue();
  }

  /** Largest latency in microseconds, 0 when empty. */
  public long max() {
    return count() == 0 ? 0 : Math.min(MAX_MICROS, histogram.getMaxValue());
  }

  /** Arithmetic mean in microseconds, 0 when empty. */
  public double mean() {
    double sum = 0; // the histogram's own mean would disturb others that read it
    for (HistogramIterationValue each : histogram.recordedValues()) {
      sum +=
          (double) histogram.medianEquivalentValue(each.getValueIteratedTo())
              * each.getCountAddedInThisIterationStep();
    }
    return count() == 0 ? 0 : sum / count();
  }

  /** HdrHistogram V2, compressed: equal contents give equal bytes. */
  public byte[] encode() {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    byte[] bytes = new byte[length];
    buffer.flip().get(bytes);
    return bytes;
  }

  /**
   * Reads what {@link #encode()} wrote.
   *
   * @throws IllegalArgumentException when the bytes are no compressed histogram
   */
  public static LatencyHistogram decode(byte[] bytes, long saturated) {
    try {
      Histogram decoded =
          Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), MAX_MICROS);
      return new LatencyHistogram(decoded, saturated);
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException("not a compressed HdrHistogram: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatencyHistogram that
        && saturated == that.saturated
        && histogram.equals(that.histogram);
  }

  @Override
  public int hashCode() {
    return histogram.hashCode();
  }

  @Override
  public String toString() {
    return "%d latencies, p50 %d µs, p99 %d µs, max %d µs"
        .formatted(count(), percentile(50), percentile(99), max());
  }
}
