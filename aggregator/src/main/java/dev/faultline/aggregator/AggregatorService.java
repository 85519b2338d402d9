package dev.faultline.aggregator;

import dev.faultline.aggregator.export.WindowMetrics;
import dev.faultline.aggregator.topology.AggregatorTopology;
import dev.faultline.core.time.Clock;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import dev.faultline.streams.StreamsService;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;

/**
 * The aggregator: reads {@code faultline.results}, writes {@code faultline.windows}, shows metrics.
 *
 * <p>All that must survive is on Kafka; the state folder holds only what makes a restart faster.
 * Thread-safe.
 */
public final class AggregatorService implements AutoCloseable {

  private static final int PARTITIONS = 4;
  private static final short BROKERS_DEFAULT_REPLICATION = -1;

  private final KafkaSettings kafka;
  private final Path stateDir;
  private final WindowMetrics metrics;
  private ScheduledExecutorService housekeeping;
  private volatile StreamsService streams;
  private volatile boolean closed;

  /**
   * Does nothing yet.
   *
   * @param stateDir a folder of this instance's own; whoever gave it deletes it
   * @param registry where the metrics of the windows are shown
   */
  public AggregatorService(KafkaSettings kafka, Path stateDir, MeterRegistry registry) {
    this.kafka = kafka;
    this.stateDir = stateDir;
    this.metrics = new WindowMetrics(registry, Clock.system());
  }

  /**
   * Creates the topics that are missing and begins to work, in threads of its own.
   *
   * @throws dev.faultline.schemas.KafkaUnavailableException when Kafka cannot be reached
   * @throws IllegalStateException when it was started or closed before
   */
  public synchronized void start() {
    if (streams != null || closed) {
      throw new IllegalStateException("an aggregator is started once");
    }
    TopicAdmin.createMissing(kafka, PARTITIONS, BROKERS_DEFAULT_REPLICATION);
    streams =
        StreamsService.start(
            "aggregator",
            AggregatorTopology.build(windowPartitions(), metrics),
            AggregatorTopology.JOINED_TOPICS,
            kafka,
            stateDir);
    metrics.watch(streams);
    housekeeping =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("aggregator-metrics").factory());
    var _ = housekeeping.scheduleWithFixedDelay(metrics::removeSilent, 30, 30, TimeUnit.SECONDS);
  }

  /** A producer waits until the topic is known everywhere; an admin client does not. */
  private int windowPartitions() {
    try (Producer<String, WindowRecord> producer =
        KafkaClients.eventProducer(kafka, Topics.WINDOWS)) {
      return producer.partitionsFor(Topics.WINDOWS.name()).size();
    }
  }

  /** Whether it can do its work: false once it was closed or has failed for good. */
  public boolean alive() {
    StreamsService running = streams;
    return running == null ? !closed : running.alive();
  }

  /** Commits what has been read and stops. Calling it again does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    if (streams != null) {
      housekeeping.shutdownNow();
      streams.close();
    }
  }
}
