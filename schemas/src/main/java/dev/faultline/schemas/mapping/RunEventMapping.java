package dev.faultline.schemas.mapping;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunEvent.AbortRequested;
import dev.faultline.core.run.RunEvent.Aborted;
import dev.faultline.core.run.RunEvent.Finished;
import dev.faultline.core.run.RunEvent.Prepared;
import dev.faultline.core.run.RunEvent.Started;
import dev.faultline.core.run.RunEvent.Submitted;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.avro.RunEventType;

/**
 * The kinds of run event share one Avro record with a type, not a union: a reader of an older
 * version can still read a record of a new type, which a new branch of a union would forbid.
 */
final class RunEventMapping {

  static final Mapping<RunEvent, dev.faultline.schemas.avro.RunEvent> MAPPING =
      new Mapping<>(
          RunEvent.class,
          dev.faultline.schemas.avro.RunEvent.getClassSchema(),
          RunEventMapping::toAvro,
          RunEventMapping::toDomain);

  private RunEventMapping() {}

  private static dev.faultline.schemas.avro.RunEvent toAvro(RunEvent event) {
    var avro = new dev.faultline.schemas.avro.RunEvent();
    avro.setRunId(RunIdMapping.toAvro(event.runId()));
    avro.setType(type(event));
    avro.setAtMicros(event.atMicros());
    avro.setPlan(toAvro(event.plan()));
    switch (event) {
      case Submitted submitted -> {}
      case Prepared prepared -> avro.setPart(prepared.part());
      case Started started -> {
        avro.setStartMicros(started.startMicros());
        avro.setShardCount(started.shardCount());
      }
      case AbortRequested requested -> avro.setReason(requested.reason());
      case Aborted aborted -> avro.setReason(aborted.reason());
      case Finished finished -> avro.setVerdict(Enums.VERDICT.toAvro(finished.verdict()));
    }
    return avro;
  }

  private static RunEventType type(RunEvent event) {
    return switch (event) {
      case Submitted e -> RunEventType.SUBMITTED;
      case Prepared e -> RunEventType.PREPARED;
      case Started e -> RunEventType.STARTED;
      case AbortRequested e -> RunEventType.ABORT_REQUESTED;
      case Aborted e -> RunEventType.ABORTED;
      case Finished e -> RunEventType.FINISHED;
    };
  }

  private static RunEvent toDomain(dev.faultline.schemas.avro.RunEvent avro) {
    RunId run = RunIdMapping.toDomain(avro.getRunId());
    long at = avro.getAtMicros();
    PlanSource plan = toDomain(avro.getPlan());
    return switch (avro.getType()) {
      case SUBMITTED -> new Submitted(run, at, plan);
      case PREPARED -> new Prepared(run, at, plan, required("part", avro.getPart()));
      case STARTED ->
          new Started(
              run,
              at,
              plan,
              required("startMicros", avro.getStartMicros()),
              required("shardCount", avro.getShardCount()));
      case ABORT_REQUESTED ->
          new AbortRequested(run, at, plan, required("reason", avro.getReason()));
      case ABORTED -> new Aborted(run, at, plan, required("reason", avro.getReason()));
      case FINISHED ->
          new Finished(
              run, at, plan, Enums.VERDICT.toDomain(required("verdict", avro.getVerdict())));
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

  private static dev.faultline.schemas.avro.PlanSource toAvro(PlanSource plan) {
    return new dev.faultline.schemas.avro.PlanSource(plan.file(), plan.yaml(), plan.parameters());
  }

  private static PlanSource toDomain(dev.faultline.schemas.avro.PlanSource plan) {
    return new PlanSource(plan.getFile(), plan.getYaml(), plan.getParameters());
  }
}
