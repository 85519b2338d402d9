package dev.faultline.schemas.mapping;

import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.RegressionEvent;
import java.util.Optional;

final class RegressionEventMapping {

  static final Mapping<RegressionEvent, dev.faultline.schemas.avro.RegressionEvent> MAPPING =
      new Mapping<>(
          RegressionEvent.class,
          dev.faultline.schemas.avro.RegressionEvent.getClassSchema(),
          RegressionEventMapping::toAvro,
          RegressionEventMapping::toDomain);

  private RegressionEventMapping() {}

  static dev.faultline.schemas.avro.RegressionEvent toAvro(RegressionEvent event) {
    return new dev.faultline.schemas.avro.RegressionEvent(
        event.id(),
        Enums.REGRESSION_PHASE.toAvro(event.phase()),
        event.atMicros(),
        toAvro(event.degradation()),
        toAvro(event.explanation()));
  }

  static RegressionEvent toDomain(dev.faultline.schemas.avro.RegressionEvent avro) {
    return new RegressionEvent(
        avro.getId(),
        Enums.REGRESSION_PHASE.toDomain(avro.getPhase()),
        avro.getAtMicros(),
        toDomain(avro.getDegradation()),
        toDomain(avro.getExplanation()));
  }

  private static dev.faultline.schemas.avro.Degradation toAvro(Degradation degradation) {
    return new dev.faultline.schemas.avro.Degradation(
        SeriesMapping.toAvro(degradation.series()),
        Enums.METRIC.toAvro(degradation.metric()),
        degradation.onsetMicros(),
        degradation.detectedMicros(),
        Optionals.orNull(degradation.endMicros()),
        degradation.baseline(),
        degradation.worst());
  }

  private static Degradation toDomain(dev.faultline.schemas.avro.Degradation avro) {
    return new Degradation(
        SeriesMapping.toDomain(avro.getSeries()),
        Enums.METRIC.toDomain(avro.getMetric()),
        avro.getOnsetMicros(),
        avro.getDetectedMicros(),
        Optionals.optional(avro.getEndMicros()),
        avro.getBaseline(),
        avro.getWorst());
  }

  private static dev.faultline.schemas.avro.Explanation toAvro(Explanation explanation) {
    return new dev.faultline.schemas.avro.Explanation(
        Enums.ATTRIBUTION.toAvro(explanation.attribution()),
        explanation.fault().orElse(null),
        explanation.evidence(),
        Optionals.orNull(explanation.timeToDetectMicros()),
        Optionals.orNull(explanation.timeToRecoverMicros()));
  }

  private static Explanation toDomain(dev.faultline.schemas.avro.Explanation avro) {
    return new Explanation(
        Enums.ATTRIBUTION.toDomain(avro.getAttribution()),
        Optional.ofNullable(avro.getFault()),
        avro.getEvidence(),
        Optionals.optional(avro.getTimeToDetectMicros()),
        Optionals.optional(avro.getTimeToRecoverMicros()));
  }
}
