package dev.faultline.schemas.mapping;

import dev.faultline.core.result.GeneratorHealth;

final class GeneratorHealthMapping {

  private GeneratorHealthMapping() {}

  static dev.faultline.schemas.avro.GeneratorHealth toAvro(GeneratorHealth health) {
    return new dev.faultline.schemas.avro.GeneratorHealth(
        health.maxSchedulingLagMicros(),
        health.bufferFill(),
        health.unreported(),
        health.spillFill());
  }

  static GeneratorHealth toDomain(dev.faultline.schemas.avro.GeneratorHealth avro) {
    return new GeneratorHealth(
        avro.getMaxSchedulingLagMicros(),
        avro.getBufferFill(),
        avro.getUnreported(),
        avro.getSpillFill());
  }
}
