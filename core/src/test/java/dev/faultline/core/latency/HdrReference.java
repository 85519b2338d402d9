package dev.faultline.core.latency;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.Deflater;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/** What the library says of the same latencies. */
final class HdrReference {

  private HdrReference() {}

  static Histogram empty() {
    return new Histogram(1, LatencyHistogram.MAX_MICROS, LatencyHistogram.SIGNIFICANT_DIGITS);
  }

  static Histogram of(List<Long> latencies) {
    Histogram histogram = empty();
    for (long micros : latencies) {
      histogram.recordValue(Math.clamp(micros, 0, LatencyHistogram.MAX_MICROS));
    }
    return histogram;
  }

  static byte[] encode(AbstractHistogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    byte[] bytes = new byte[histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_SPEED)];
    buffer.flip().get(bytes);
    return bytes;
  }

  static long percentile(Histogram histogram, double percentile) {
    return Math.min(LatencyHistogram.MAX_MICROS, histogram.getValueAtPercentile(percentile));
  }
}
