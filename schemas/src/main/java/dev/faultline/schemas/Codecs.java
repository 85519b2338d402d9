package dev.faultline.schemas;

import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.schemas.deadletter.DeadLetter;
import dev.faultline.schemas.mapping.Mappings;

/** The codecs of the topics. */
final class Codecs {

  static final Codec<RunEvent> RUN_EVENT = AvroCodec.of(Mappings.RUN_EVENT);
  static final Codec<ShardEvent> SHARD_EVENT = AvroCodec.of(Mappings.SHARD_EVENT);
  static final Codec<ResultRecord> RESULT =
      new ResultCodec(AvroCodec.of(Mappings.REQUEST_RESULT, Mappings.SHARD_PROGRESS));
  static final Codec<FaultRecord> FAULT =
      AvroCodec.of(Mappings.FAULT_EVENT, Mappings.FAULT_PROGRESS);
  static final Codec<ResourceRecord> RESOURCE =
      AvroCodec.of(Mappings.RESOURCE_SAMPLE, Mappings.RESOURCE_PROGRESS);
  static final Codec<WindowRecord> WINDOW =
      AvroCodec.of(Mappings.WINDOW_STATS, Mappings.RUN_PROGRESS);
  static final Codec<RegressionEvent> REGRESSION = AvroCodec.of(Mappings.REGRESSION_EVENT);
  static final Codec<RunVerdict> VERDICT = AvroCodec.of(Mappings.RUN_VERDICT);
  static final Codec<DeadLetter> DEAD_LETTER = AvroCodec.of(Mappings.DEAD_LETTER);

  private Codecs() {}
}
