package dev.faultline.core.latency;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/** One kind of histogram, as {@link HistogramBenchmark} uses it. */
record Rival<H>(
    String name,
    Supplier<H> fresh,
    Recording<H> recording,
    BiConsumer<H, H> merging,
    Function<H, Long> percentile99,
    Function<H, byte[]> encoding,
    Function<byte[], H> decoding) {

  /** Without boxing. */
  interface Recording<H> {
    void record(H histogram, long micros);
  }

  private interface Reading<H> {
    H read(ByteBuffer bytes, long highest) throws DataFormatException;
  }

  static Rival<LatencyHistogram> own() {
    return new Rival<>(
        "LatencyHistogram",
        LatencyHistogram::new,
        LatencyHistogram::record,
        LatencyHistogram::add,
        histogram -> histogram.percentile(99),
        LatencyHistogram::encode,
        bytes -> LatencyHistogram.decode(bytes, 0));
  }

  static Rival<Histogram> array() {
    return library(
        HdrReference::empty, Histogram::recordValue, Histogram::decodeFromCompressedByteBuffer);
  }

  static Rival<PackedHistogram> packed() {
    return library(
        () -> new PackedHistogram(1, LatencyHistogram.MAX_MICROS, 3),
        PackedHistogram::recordValue,
        PackedHistogram::decodeFromCompressedByteBuffer);
  }

  private static <H extends AbstractHistogram> Rival<H> library(
      Supplier<H> fresh, Recording<H> recording, Reading<H> reading) {
    return new Rival<>(
        fresh.get().getClass().getSimpleName(),
        fresh,
        recording,
        AbstractHistogram::add,
        histogram -> histogram.getValueAtPercentile(99),
        HdrReference::encode,
        bytes -> {
          try {
            return reading.read(ByteBuffer.wrap(bytes), LatencyHistogram.MAX_MICROS);
          } catch (DataFormatException e) {
            throw new AssertionError("the library wrote it", e);
          }
        });
  }
}
