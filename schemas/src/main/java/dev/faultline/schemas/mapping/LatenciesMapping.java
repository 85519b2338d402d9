package dev.faultline.schemas.mapping;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.schemas.avro.Latencies;
import java.nio.ByteBuffer;

/** What can be derived from a histogram is written for those who cannot read it, and never read. */
final class LatenciesMapping {

  private LatenciesMapping() {}

  static Latencies toAvro(LatencyHistogram histogram) {
    return new Latencies(
        ByteBuffer.wrap(histogram.encode()),
        histogram.saturated(),
        histogram.min(),
        histogram.max(),
        histogram.mean());
  }

  static LatencyHistogram toDomain(Latencies avro) {
    return LatencyHistogram.decode(ByteBuffers.bytes(avro.getHistogram()), avro.getSaturated());
  }
}
