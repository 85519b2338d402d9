package dev.faultline.aggregator.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** HdrHistograms as that library writes them, compressed or not. */
final class HistogramSerde {

  private HistogramSerde() {}

  static Serde<Histogram> of(boolean compressed) {
    return Serdes.serdeFrom(
        (topic, histogram) -> histogram == null ? null : encode(histogram, compressed),
        (topic, bytes) -> bytes == null ? null : decode(bytes, compressed));
  }

  private static byte[] encode(Histogram histogram, boolean compressed) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length =
        compressed
            ? histogram.encodeIntoCompressedByteBuffer(buffer)
            : histogram.encodeIntoByteBuffer(buffer);
    return Arrays.copyOf(buffer.array(), length);
  }

  static Histogram decode(byte[] bytes, boolean compressed) {
    try {
      return compressed
          ? Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0)
          : Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
