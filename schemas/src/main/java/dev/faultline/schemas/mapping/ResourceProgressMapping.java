package dev.faultline.schemas.mapping;

import dev.faultline.core.resource.ResourceProgress;

final class ResourceProgressMapping {

  static final Mapping<ResourceProgress, dev.faultline.schemas.avro.ResourceProgress> MAPPING =
      new Mapping<>(
          ResourceProgress.class,
          dev.faultline.schemas.avro.ResourceProgress.getClassSchema(),
          ResourceProgressMapping::toAvro,
          ResourceProgressMapping::toDomain);

  private ResourceProgressMapping() {}

  private static dev.faultline.schemas.avro.ResourceProgress toAvro(ResourceProgress progress) {
    return new dev.faultline.schemas.avro.ResourceProgress(
        RunIdMapping.toAvro(progress.runId()), progress.atMicros(), progress.finished());
  }

  private static ResourceProgress toDomain(dev.faultline.schemas.avro.ResourceProgress avro) {
    return new ResourceProgress(
        RunIdMapping.toDomain(avro.getRunId()), avro.getAtMicros(), avro.getFinished());
  }
}
