package dev.faultline.schemas.mapping;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.schemas.avro.Latencies;
import java.nio.ByteBuffer;

final class LatenciesMapping {

  private LatenciesMapping() {}

  static Latencies toAvro(LatencyHistogram histogram) {
    return new Latencies(ByteBuffer.wrap(histogram.encode()), histogram.saturated());
  }

  static LatencyHistogram toDomain(Latencies avro) {
    return LatencyHistogram.decode(ByteBuffers.bytes(avro.getHistogram()), avro.getSaturated());
  }
}
