package dev.faultline.schemas.mapping;

import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;

final class ShardProgressMapping {

  static final Mapping<ShardProgress, dev.faultline.schemas.avro.ShardProgress> MAPPING =
      new Mapping<>(
          ShardProgress.class,
          dev.faultline.schemas.avro.ShardProgress.getClassSchema(),
          ShardProgressMapping::toAvro,
          ShardProgressMapping::toDomain);

  private ShardProgressMapping() {}

  private static dev.faultline.schemas.avro.ShardProgress toAvro(ShardProgress progress) {
    return new dev.faultline.schemas.avro.ShardProgress(
        RunIdMapping.toAvro(progress.runId()),
        progress.shard(),
        progress.shardCount(),
        progress.epoch(),
        progress.lastSeq(),
        progress.watermarkMicros(),
        progress.finished(),
        progress.scenarios().stream().map(ShardProgressMapping::toAvro).toList(),
        GeneratorHealthMapping.toAvro(progress.health()));
  }

  private static ShardProgress toDomain(dev.faultline.schemas.avro.ShardProgress avro) {
    return new ShardProgress(
        RunIdMapping.toDomain(avro.getRunId()),
        avro.getShard(),
        avro.getShardCount(),
        avro.getEpoch(),
        avro.getLastSeq(),
        avro.getWatermarkMicros(),
        avro.getFinished(),
        avro.getScenarios().stream().map(ShardProgressMapping::toDomain).toList(),
        GeneratorHealthMapping.toDomain(avro.getHealth()));
  }

  private static dev.faultline.schemas.avro.ScenarioProgress toAvro(ScenarioProgress progress) {
    return new dev.faultline.schemas.avro.ScenarioProgress(
        progress.scenario(),
        progress.steps(),
        progress.due(),
        progress.started(),
        progress.completed(),
        progress.dropped(),
        progress.inFlight(),
        progress.oldestInFlightAgeMicros());
  }

  private static ScenarioProgress toDomain(dev.faultline.schemas.avro.ScenarioProgress avro) {
    return new ScenarioProgress(
        avro.getScenario(),
        avro.getSteps(),
        avro.getDue(),
        avro.getStarted(),
        avro.getCompleted(),
        avro.getDropped(),
        avro.getInFlight(),
        avro.getOldestInFlightAgeMicros());
  }
}
