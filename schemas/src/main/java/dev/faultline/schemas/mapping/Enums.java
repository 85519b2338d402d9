package dev.faultline.schemas.mapping;

import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.Verdict;

/** The enums that records of several topics use. */
final class Enums {

  static final EnumMapping<Outcome, dev.faultline.schemas.avro.Outcome> OUTCOME =
      new EnumMapping<>(Outcome.class, dev.faultline.schemas.avro.Outcome.class);
  static final EnumMapping<FaultPhase, dev.faultline.schemas.avro.FaultPhase> FAULT_PHASE =
      new EnumMapping<>(FaultPhase.class, dev.faultline.schemas.avro.FaultPhase.class);
  static final EnumMapping<Metric, dev.faultline.schemas.avro.Metric> METRIC =
      new EnumMapping<>(Metric.class, dev.faultline.schemas.avro.Metric.class);
  static final EnumMapping<Attribution, dev.faultline.schemas.avro.Attribution> ATTRIBUTION =
      new EnumMapping<>(Attribution.class, dev.faultline.schemas.avro.Attribution.class);
  static final EnumMapping<RegressionPhase, dev.faultline.schemas.avro.RegressionPhase>
      REGRESSION_PHASE =
          new EnumMapping<>(
              RegressionPhase.class, dev.faultline.schemas.avro.RegressionPhase.class);
  static final EnumMapping<Verdict, dev.faultline.schemas.avro.Verdict> VERDICT =
      new EnumMapping<>(Verdict.class, dev.faultline.schemas.avro.Verdict.class);

  private Enums() {}
}
