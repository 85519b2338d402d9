package dev.faultline.core.latency;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Compressed histograms that others wrote, with a range or precision of their own: the library
 * reads them. Coarser buckets count at their upper end, which keeps what their percentiles say;
 * what is beyond {@link LatencyHistogram#MAX_MICROS} counts there.
 */
final class ForeignForm {

  private ForeignForm() {}

  static SlotCounts read(byte[] bytes) throws DataFormatException {
    Histogram histogram =
        Histogram.decodeFromCompressedByteBuffer(
            ByteBuffer.wrap(bytes), LatencyHistogram.MAX_MICROS);
    SlotCounts counts = new FewLatencies();
    for (HistogramIterationValue value : histogram.recordedValues()) {
      long micros = Math.min(LatencyHistogram.MAX_MICROS, value.getValueIteratedTo());
      counts = counts.add(Slots.of(micros), value.getCountAtValueIteratedTo());
    }
    return counts;
  }
}
