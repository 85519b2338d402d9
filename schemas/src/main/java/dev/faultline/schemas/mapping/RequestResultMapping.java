package dev.faultline.schemas.mapping;

import dev.faultline.core.result.RequestResult;

/** Maps one request; runs once per request on the hot path. */
final class RequestResultMapping {

  static final Mapping<RequestResult, dev.faultline.schemas.avro.RequestResult> MAPPING =
      new Mapping<>(
          RequestResult.class,
          dev.faultline.schemas.avro.RequestResult.getClassSchema(),
          RequestResultMapping::toAvro,
          RequestResultMapping::toDomain);

  private RequestResultMapping() {}

  private static dev.faultline.schemas.avro.RequestResult toAvro(RequestResult result) {
    return new dev.faultline.schemas.avro.RequestResult(
        RunIdMapping.toAvro(result.runId()),
        result.shard(),
        result.epoch(),
        result.seq(),
        result.scenario(),
        result.step(),
        result.intendedStartMicros(),
        result.sendDelayMicros(),
        result.serviceTimeMicros(),
        Enums.OUTCOME.toAvro(result.outcome()),
        result.status(),
        result.error(),
        result.bytesSent(),
        result.bytesReceived());
  }

  private static RequestResult toDomain(dev.faultline.schemas.avro.RequestResult avro) {
    return new RequestResult(
        RunIdMapping.toDomain(avro.getRunId()),
        avro.getShard(),
        avro.getEpoch(),
        avro.getSeq(),
        avro.getScenario(),
        avro.getStep(),
        avro.getIntendedStartMicros(),
        avro.getSendDelayMicros(),
        avro.getServiceTimeMicros(),
        Enums.OUTCOME.toDomain(avro.getOutcome()),
        avro.getStatus(),
        avro.getError(),
        avro.getBytesSent(),
        avro.getBytesReceived());
  }
}
