package dev.faultline.schemas.mapping;

import dev.faultline.core.fault.FaultEvent;

final class FaultEventMapping {

  static final Mapping<FaultEvent, dev.faultline.schemas.avro.FaultEvent> MAPPING =
      new Mapping<>(
          FaultEvent.class,
          dev.faultline.schemas.avro.FaultEvent.getClassSchema(),
          FaultEventMapping::toAvro,
          FaultEventMapping::toDomain);

  private FaultEventMapping() {}

  private static dev.faultline.schemas.avro.FaultEvent toAvro(FaultEvent event) {
    return new dev.faultline.schemas.avro.FaultEvent(
        RunIdMapping.toAvro(event.runId()),
        event.fault(),
        event.kind(),
        event.target(),
        Enums.FAULT_PHASE.toAvro(event.phase()),
        event.atMicros(),
        event.detail());
  }

  private static FaultEvent toDomain(dev.faultline.schemas.avro.FaultEvent avro) {
    return new FaultEvent(
        RunIdMapping.toDomain(avro.getRunId()),
        avro.getFault(),
        avro.getKind(),
        avro.getTarget(),
        Enums.FAULT_PHASE.toDomain(avro.getPhase()),
        avro.getAtMicros(),
        avro.getDetail());
  }
}
