package dev.faultline.schemas.mapping;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.resource.ResourceProgress;
import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.deadletter.DeadLetter;
import java.util.List;

/** Every record type that is written to a topic. */
public final class Mappings {

  public static final Mapping<RunEvent, ?> RUN_EVENT = RunEventMapping.MAPPING;
  public static final Mapping<ShardEvent, ?> SHARD_EVENT = ShardEventMapping.MAPPING;
  public static final Mapping<RequestResult, ?> REQUEST_RESULT = RequestResultMapping.MAPPING;
  public static final Mapping<ShardProgress, ?> SHARD_PROGRESS = ShardProgressMapping.MAPPING;
  public static final Mapping<WindowStats, ?> WINDOW_STATS = WindowStatsMapping.MAPPING;
  public static final Mapping<RunProgress, ?> RUN_PROGRESS = RunProgressMapping.MAPPING;
  public static final Mapping<FaultEvent, ?> FAULT_EVENT = FaultEventMapping.MAPPING;
  public static final Mapping<FaultProgress, ?> FAULT_PROGRESS = FaultProgressMapping.MAPPING;
  public static final Mapping<ResourceSample, ?> RESOURCE_SAMPLE = ResourceSampleMapping.MAPPING;
  public static final Mapping<ResourceProgress, ?> RESOURCE_PROGRESS =
      ResourceProgressMapping.MAPPING;
  public static final Mapping<RegressionEvent, ?> REGRESSION_EVENT = RegressionEventMapping.MAPPING;
  public static final Mapping<RunVerdict, ?> RUN_VERDICT = RunVerdictMapping.MAPPING;
  public static final Mapping<DeadLetter, ?> DEAD_LETTER = DeadLetterMapping.MAPPING;

  private Mappings() {}

  public static List<Mapping<?, ?>> all() {
    return List.of(
        RUN_EVENT,
        SHARD_EVENT,
        REQUEST_RESULT,
        SHARD_PROGRESS,
        WINDOW_STATS,
        RUN_PROGRESS,
        FAULT_EVENT,
        FAULT_PROGRESS,
        RESOURCE_SAMPLE,
        RESOURCE_PROGRESS,
        REGRESSION_EVENT,
        RUN_VERDICT,
        DEAD_LETTER);
  }
}
