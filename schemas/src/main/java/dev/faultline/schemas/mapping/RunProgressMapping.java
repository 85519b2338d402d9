package dev.faultline.schemas.mapping;

import dev.faultline.core.window.RunProgress;

final class RunProgressMapping {

  static final Mapping<RunProgress, dev.faultline.schemas.avro.RunProgress> MAPPING =
      new Mapping<>(
          RunProgress.class,
          dev.faultline.schemas.avro.RunProgress.getClassSchema(),
          RunProgressMapping::toAvro,
          RunProgressMapping::toDomain);

  private RunProgressMapping() {}

  static dev.faultline.schemas.avro.RunProgress toAvro(RunProgress progress) {
    return new dev.faultline.schemas.avro.RunProgress(
        RunIdMapping.toAvro(progress.runId()),
        progress.watermarkMicros(),
        progress.finished(),
        progress.due(),
        progress.started(),
        progress.completed(),
        progress.dropped(),
        progress.missing(),
        progress.late(),
        GeneratorHealthMapping.toAvro(progress.health()));
  }

  static RunProgress toDomain(dev.faultline.schemas.avro.RunProgress avro) {
    return new RunProgress(
        RunIdMapping.toDomain(avro.getRunId()),
        avro.getWatermarkMicros(),
        avro.getFinished(),
        avro.getDue(),
        avro.getStarted(),
        avro.getCompleted(),
        avro.getDropped(),
        avro.getMissing(),
        avro.getLate(),
        GeneratorHealthMapping.toDomain(avro.getHealth()));
  }
}
