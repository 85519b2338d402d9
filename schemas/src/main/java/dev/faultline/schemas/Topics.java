package dev.faultline.schemas;

import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.schemas.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * The topics of the design, in one place.
 *
 * <p>{@code runs}, {@code faults}, {@code resources}, {@code windows}, {@code regressions} and
 * {@code verdicts} have the same number of partitions, and every record of a run is on the
 * partition of its run id: whoever joins them needs no repartitioning and sees each run's records
 * in order.
 *
 * <p>Retention, counted from a record's event time: results 1 day; faults, resources, windows,
 * regressions and dead letters 30 days; runs, shards and verdicts are compacted, and but for the
 * shards of runs that are over they stay. An existing topic is never changed, so a user may create
 * topics beforehand with other settings.
 */
public final class Topics {

  /**
   * Records carry event times, from the machine that observed the event: a broker must not refuse
   * one because that machine's clock is ahead of its own.
   */
  private static final String FUTURE_TIMES = "message.timestamp.after.max.ms";

  private static final String ALLOWED = String.valueOf(Long.MAX_VALUE);
  private static final Map<String, String> COMPACTED =
      Map.of("cleanup.policy", "compact", FUTURE_TIMES, ALLOWED);

  /** Large, and of use only until the run is judged and its records are stored with its report. */
  private static final Map<String, String> SHORT_LIVED = kept(Duration.ofDays(1));

  private static final Map<String, String> EVENTS = kept(Duration.ofDays(30));

  public static final Topic<RunEvent> RUNS =
      new Topic<>("faultline.runs", Codecs.RUN_EVENT, COMPACTED);
  public static final Topic<ShardEvent> SHARDS =
      new Topic<>("faultline.shards", Codecs.SHARD_EVENT, COMPACTED);
  public static final Topic<ResultRecord> RESULTS =
      new Topic<>("faultline.results", Codecs.RESULT, SHORT_LIVED);
  public static final Topic<FaultRecord> FAULTS =
      new Topic<>("faultline.faults", Codecs.FAULT, EVENTS);
  public static final Topic<ResourceRecord> RESOURCES =
      new Topic<>("faultline.resources", Codecs.RESOURCE, EVENTS);
  public static final Topic<WindowRecord> WINDOWS =
      new Topic<>("faultline.windows", Codecs.WINDOW, EVENTS);
  public static final Topic<RegressionEvent> REGRESSIONS =
      new Topic<>("faultline.regressions", Codecs.REGRESSION, EVENTS);
  public static final Topic<RunVerdict> VERDICTS =
      new Topic<>("faultline.verdicts", Codecs.VERDICT, COMPACTED);
  public static final Topic<DeadLetter> DEAD_LETTERS =
      new Topic<>("faultline.dead-letters", Codecs.DEAD_LETTER, EVENTS);

  private Topics() {}

  public static List<Topic<?>> all() {
    return List.of(
        RUNS, SHARDS, RESULTS, FAULTS, RESOURCES, WINDOWS, REGRESSIONS, VERDICTS, DEAD_LETTERS);
  }

  private static Map<String, String> kept(Duration retention) {
    return Map.of(
        "cleanup.policy",
        "delete",
        "retention.ms",
        String.valueOf(retention.toMillis()),
        FUTURE_TIMES,
        ALLOWED);
  }

  /**
   * The topics with the same number of partitions, where a run is on the same partition of each.
   */
  public static List<Topic<?>> coPartitioned() {
    return List.of(RUNS, FAULTS, RESOURCES, WINDOWS, REGRESSIONS, VERDICTS);
  }

  /**
   * How many partitions a topic gets that is made, where most get so many: load needs more machines
   * than what is reduced from it, so the shards are spread over twice as many.
   */
  public static int partitions(Topic<?> topic, int most) {
    return topic.equals(SHARDS) ? 2 * most : most;
  }

  /** The key of a shard's records on {@code faultline.shards} and {@code faultline.results}. */
  public static String shardKey(RunId runId, int shard) {
    return runId + "/" + shard;
  }

  /**
   * The partition of a run: where Kafka's own partitioner puts a record whose key is the run id.
   * Records with a longer key (windows) have to ask for it.
   */
  public static int partitionOf(RunId runId, int partitions) {
    return partitionOf(runId.toString(), partitions);
  }

  /**
   * The partition of a shard on {@code faultline.results}: Kafka's choice for {@link #shardKey}.
   */
  public static int partitionOfResults(RunId runId, int shard, int partitions) {
    return partitionOf(shardKey(runId, shard), partitions);
  }

  private static int partitionOf(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  /** The partition of a shard on {@code faultline.shards}: those of a run are on one each. */
  public static int partitionOf(RunId runId, int shard, int partitions) {
    return (partitionOf(runId, partitions) + shard) % partitions;
  }
}
