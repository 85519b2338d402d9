package dev.faultline.detector.topology;

import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.Stores;

/**
 * The detector as a Kafka Streams topology:
 *
 * <pre>
 * faultline.runs ──────┐                      ┌──▶ faultline.regressions
 * faultline.windows ───┼──▶ judge [journal] ──┼──▶ faultline.verdicts
 * faultline.faults ────┤                      ├──▶ faultline.runs (the end of each run,
 * faultline.resources ─┘                      │      or that it is to end early)
 *                                             └──▶ faultline.dead-letters
 * </pre>
 *
 * <p>The sources have the same number of partitions and a run is on the same one of each. How Kafka
 * interleaves them does not matter: the analysis brings them into event time.
 */
public final class DetectorTopology {

  private static final String JUDGE = "judge";
  private static final List<Topic<?>> SOURCES =
      List.of(Topics.RUNS, Topics.WINDOWS, Topics.FAULTS, Topics.RESOURCES);
  private static final List<Topic<?>> SINKS =
      List.of(Topics.REGRESSIONS, Topics.VERDICTS, Topics.RUNS, Topics.DEAD_LETTERS);

  /** What a foreign record brings must not stop the topology. */
  private static final TimestampExtractor NEVER_REFUSE =
      (record, partitionTime) -> Math.max(0, record.timestamp());

  private DetectorTopology() {}

  /**
   * Builds it.
   *
   * @param listener hears of all that is told, on stream threads
   */
  public static Topology build(TopologyListener listener) {
    Topology topology = new Topology();
    for (Topic<?> source : SOURCES) {
      topology.addSource(
          AutoOffsetReset.earliest(),
          sourceName(source),
          NEVER_REFUSE,
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer(),
          source.name());
    }
    topology.addProcessor(
        JUDGE,
        () -> new JudgeRuns(listener),
        SOURCES.stream().map(DetectorTopology::sourceName).toArray(String[]::new));
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(RunJournal.NAME), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled(),
        JUDGE);
    for (Topic<?> sink : SINKS) {
      topology.addSink(
          sink.name(), sink.name(), new StringSerializer(), new ByteArraySerializer(), JUDGE);
    }
    return topology;
  }

  private static String sourceName(Topic<?> topic) {
    return "from " + topic.name();
  }
}
