package dev.faultline.schemas.mapping;

import dev.faultline.core.resource.ResourceSample;
import java.util.TreeMap;

final class ResourceSampleMapping {

  static final Mapping<ResourceSample, dev.faultline.schemas.avro.ResourceSample> MAPPING =
      new Mapping<>(
          ResourceSample.class,
          dev.faultline.schemas.avro.ResourceSample.getClassSchema(),
          ResourceSampleMapping::toAvro,
          ResourceSampleMapping::toDomain);

  private ResourceSampleMapping() {}

  private static dev.faultline.schemas.avro.ResourceSample toAvro(ResourceSample sample) {
    return new dev.faultline.schemas.avro.ResourceSample(
        RunIdMapping.toAvro(sample.runId()),
        sample.atMicros(),
        sample.resource(),
        sample.values(),
        sample.gap());
  }

  private static ResourceSample toDomain(dev.faultline.schemas.avro.ResourceSample avro) {
    return new ResourceSample(
        RunIdMapping.toDomain(avro.getRunId()),
        avro.getAtMicros(),
        avro.getResource(),
        new TreeMap<>(avro.getValues()),
        avro.getGap());
  }
}
