package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.topology.Reduction.Rejected;
import dev.faultline.aggregator.topology.Reduction.Reported;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.Topics;
import dev.faultline.streams.PolledRecords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The aggregator as a Kafka Streams topology:
 *
 * <pre>
 *  faultline.results          by shard                       by run
 *        │
 *        ▼
 *     reduce ──closed windows──▶ (partials) ──▶ merge ──▶ faultline.windows
 *        │ [shards]                              [runs] [pending] [parts]
 *        └──undecodable──▶ faultline.dead-letters
 * </pre>
 *
 * <p>All of a run goes through one partition of {@code partials} to the partition of {@code
 * faultline.windows} with the same number.
 */
public final class AggregatorTopology {

  /** Keys begin with the run, and all of a run goes to one partition. */
  private static final StreamPartitioner<String, byte[]> BY_RUN =
      (topic, key, record, partitions) ->
          Optional.of(Set.of(Topics.partitionOf(RunId.parse(key.split("/", 2)[0]), partitions)));

  /** What a foreign record brings must not stop the topology. */
  private static final TimestampExtractor NEVER_REFUSE =
      (record, partitionTime) -> Math.max(0, record.timestamp());

  /** The input topics that it expects joined, see {@link PolledRecords}. */
  public static final Set<String> JOINED_TOPICS = Set.of(Topics.RESULTS.name());

  private AggregatorTopology() {}

  /**
   * Builds it.
   *
   * @param windowPartitions number of partitions of {@code faultline.windows}
   * @param listener hears of all that is emitted, on stream threads
   */
  public static Topology build(int windowPartitions, TopologyListener listener) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        new StateAtCommitBuilder<>(
            ReduceShards.STORE,
            written -> new LiveStore<>(written, Formats.SHARD_KEY, Formats.SHARD)));
    builder.addStateStore(
        new StateAtCommitBuilder<>(
            MergeRuns.STORE,
            written -> new LiveStore<>(written, Formats.RUN_ID, Formats.RUN_MERGE)));
    builder.addStateStore(new StateAtCommitBuilder<>(PendingStore.NAME, PendingStore::over));
    builder.addStateStore(new StateAtCommitBuilder<>(PartStore.NAME, PartStore::over));

    KStream<String, Reduction> reduced =
        builder.stream(
                Topics.RESULTS.name(),
                Consumed.with(Serdes.ByteArray(), PolledRecords.SERDE)
                    .withTimestampExtractor(NEVER_REFUSE))
            .process(() -> new ReduceShards(listener), Named.as("reduce"), ReduceShards.STORE);

    reduced
        .flatMapValues(each -> each instanceof Rejected(var letter) ? List.of(letter) : List.of())
        .to(
            Topics.DEAD_LETTERS.name(),
            Produced.with(Serdes.String(), Topics.DEAD_LETTERS.serde()));

    reduced
        .flatMapValues(
            each ->
                each instanceof Reported(var report)
                    ? List.of(Formats.SHARD_REPORT.encode(report))
                    : List.of())
        .repartition(
            Repartitioned.<String, byte[]>as("partials")
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.ByteArray())
                .withNumberOfPartitions(windowPartitions))
        .process(
            () -> new MergeRuns(listener),
            Named.as("merge"),
            MergeRuns.STORE,
            PendingStore.NAME,
            PartStore.NAME)
        .to(Topics.WINDOWS.name(), Produced.with(Serdes.String(), Serdes.ByteArray(), BY_RUN));
    return builder.build();
  }
}
