package dev.faultline.aggregator.export;

import dev.faultline.core.latency.LatencyHistogram;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Latencies as the type that HdrHistogram's own writers take. They go through the published
 * encoding, so that what is written is what any reader of the topic would see.
 */
final class PlainHistogram {

  /** Recorded values are microseconds, what people read are milliseconds. */
  static final double MICROS_PER_MILLI = 1_000;

  private PlainHistogram() {}

  static Histogram of(LatencyHistogram latencies) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(latencies.encode()), 0);
    } catch (DataFormatException e) {
      throw new IllegalStateException("a histogram does not read what it wrote", e);
    }
  }
}
