package dev.faultline.schemas.mapping;

import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;

final class RunVerdictMapping {

  static final Mapping<RunVerdict, dev.faultline.schemas.avro.RunVerdict> MAPPING =
      new Mapping<>(
          RunVerdict.class,
          dev.faultline.schemas.avro.RunVerdict.getClassSchema(),
          RunVerdictMapping::toAvro,
          RunVerdictMapping::toDomain);

  private RunVerdictMapping() {}

  private static dev.faultline.schemas.avro.RunVerdict toAvro(RunVerdict verdict) {
    return new dev.faultline.schemas.avro.RunVerdict(
        RunIdMapping.toAvro(verdict.runId()),
        verdict.plan(),
        Enums.VERDICT.toAvro(verdict.verdict()),
        verdict.reasons(),
        verdict.aborted(),
        verdict.startMicros(),
        verdict.endMicros(),
        RunProgressMapping.toAvro(verdict.totals()),
        verdict.thresholds().stream().map(RunVerdictMapping::toAvro).toList(),
        verdict.faults().stream().map(RunVerdictMapping::toAvro).toList(),
        verdict.regressions().stream().map(RegressionEventMapping::toAvro).toList());
  }

  private static RunVerdict toDomain(dev.faultline.schemas.avro.RunVerdict avro) {
    return new RunVerdict(
        RunIdMapping.toDomain(avro.getRunId()),
        avro.getPlan(),
        Enums.VERDICT.toDomain(avro.getVerdict()),
        avro.getReasons(),
        avro.getAborted(),
        avro.getStartMicros(),
        avro.getEndMicros(),
        RunProgressMapping.toDomain(avro.getTotals()),
        avro.getThresholds().stream().map(RunVerdictMapping::toDomain).toList(),
        avro.getFaults().stream().map(RunVerdictMapping::toDomain).toList(),
        avro.getRegressions().stream().map(RegressionEventMapping::toDomain).toList());
  }

  private static dev.faultline.schemas.avro.ThresholdResult toAvro(ThresholdResult result) {
    return new dev.faultline.schemas.avro.ThresholdResult(
        result.metric(),
        result.expression(),
        Optionals.orNull(result.observed()),
        result.held(),
        Optionals.orNull(result.abortedAtMicros()));
  }

  private static ThresholdResult toDomain(dev.faultline.schemas.avro.ThresholdResult avro) {
    return new ThresholdResult(
        avro.getMetric(),
        avro.getExpression(),
        Optionals.optional(avro.getObserved()),
        avro.getHeld(),
        Optionals.optional(avro.getAbortedAtMicros()));
  }

  private static dev.faultline.schemas.avro.FaultReport toAvro(FaultReport report) {
    return new dev.faultline.schemas.avro.FaultReport(
        report.fault(),
        report.kind(),
        report.target(),
        Enums.FAULT_PHASE.toAvro(report.phase()),
        report.detail(),
        Optionals.orNull(report.injectingMicros()),
        Optionals.orNull(report.activeMicros()),
        Optionals.orNull(report.healedMicros()),
        Optionals.orNull(report.recoveredMicros()),
        report.effective());
  }

  private static FaultReport toDomain(dev.faultline.schemas.avro.FaultReport avro) {
    return new FaultReport(
        avro.getFault(),
        avro.getKind(),
        avro.getTarget(),
        Enums.FAULT_PHASE.toDomain(avro.getPhase()),
        avro.getDetail(),
        Optionals.optional(avro.getInjectingMicros()),
        Optionals.optional(avro.getActiveMicros()),
        Optionals.optional(avro.getHealedMicros()),
        Optionals.optional(avro.getRecoveredMicros()),
        avro.getEffective());
  }
}
