package dev.faultline.schemas.mapping;

import dev.faultline.core.fault.FaultProgress;

final class FaultProgressMapping {

  static final Mapping<FaultProgress, dev.faultline.schemas.avro.FaultProgress> MAPPING =
      new Mapping<>(
          FaultProgress.class,
          dev.faultline.schemas.avro.FaultProgress.getClassSchema(),
          FaultProgressMapping::toAvro,
          FaultProgressMapping::toDomain);

  private FaultProgressMapping() {}

  private static dev.faultline.schemas.avro.FaultProgress toAvro(FaultProgress progress) {
    return new dev.faultline.schemas.avro.FaultProgress(
        RunIdMapping.toAvro(progress.runId()), progress.watermarkMicros(), progress.finished());
  }

  private static FaultProgress toDomain(dev.faultline.schemas.avro.FaultProgress avro) {
    return new FaultProgress(
        RunIdMapping.toDomain(avro.getRunId()), avro.getWatermarkMicros(), avro.getFinished());
  }
}
