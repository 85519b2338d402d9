package dev.faultline.schemas.mapping;

import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.run.ShardEvent.Claimed;
import dev.faultline.core.run.ShardEvent.Ended;
import dev.faultline.core.run.ShardEvent.Released;
import dev.faultline.schemas.avro.ShardEventType;

/** The kinds of shard event share one Avro record with a type, as those of run events do. */
final class ShardEventMapping {

  static final Mapping<ShardEvent, dev.faultline.schemas.avro.ShardEvent> MAPPING =
      new Mapping<>(
          ShardEvent.class,
          dev.faultline.schemas.avro.ShardEvent.getClassSchema(),
          ShardEventMapping::toAvro,
          ShardEventMapping::toDomain);

  private ShardEventMapping() {}

  private static dev.faultline.schemas.avro.ShardEvent toAvro(ShardEvent event) {
    var avro = new dev.faultline.schemas.avro.ShardEvent();
    avro.setRunId(RunIdMapping.toAvro(event.runId()));
    avro.setShard(event.shard());
    avro.setEpoch(event.epoch());
    avro.setAtMicros(event.atMicros());
    switch (event) {
      case Claimed claimed -> {
        avro.setType(ShardEventType.CLAIMED);
        avro.setGenerator(claimed.generator());
      }
      case Released released -> {
        avro.setType(ShardEventType.RELEASED);
        avro.setUntilMicros(released.untilMicros());
      }
      case Ended _ -> avro.setType(ShardEventType.ENDED);
    }
    return avro;
  }

  private static ShardEvent toDomain(dev.faultline.schemas.avro.ShardEvent avro) {
    RunId run = RunIdMapping.toDomain(avro.getRunId());
    int shard = avro.getShard();
    int epoch = avro.getEpoch();
    long at = avro.getAtMicros();
    return switch (avro.getType()) {
      case CLAIMED ->
          new Claimed(run, shard, epoch, at, required("generator", avro.getGenerator()));
      case RELEASED ->
          new Released(run, shard, epoch, at, required("untilMicros", avro.getUntilMicros()));
      case ENDED -> new Ended(run, shard, epoch, at);
      case UNKNOWN ->
          throw new IllegalArgumentException("its type is one that this version does not know");
    };
  }

  private static <T> T required(String field, T value) {
    if (value == null) {
      throw new IllegalArgumentException("an event of its type needs " + field);
    }
    return value;
  }
}
