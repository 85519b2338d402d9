package dev.faultline.schemas.mapping;

import dev.faultline.core.window.Series;

final class SeriesMapping {

  private SeriesMapping() {}

  static dev.faultline.schemas.avro.Series toAvro(Series series) {
    return new dev.faultline.schemas.avro.Series(
        RunIdMapping.toAvro(series.runId()), series.scenario(), series.step());
  }

  static Series toDomain(dev.faultline.schemas.avro.Series avro) {
    return new Series(RunIdMapping.toDomain(avro.getRunId()), avro.getScenario(), avro.getStep());
  }
}
