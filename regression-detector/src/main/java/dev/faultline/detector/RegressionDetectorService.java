package dev.faultline.detector;

import dev.faultline.core.time.Clock;
import dev.faultline.detector.topology.DetectorTopology;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.streams.StreamsService;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;

/**
 * The regression-detector: reads {@code faultline.runs}, {@code faultline.windows} and {@code
 * faultline.faults}; writes {@code faultline.regressions}, {@code faultline.verdicts} and the end
 * of each run. Thread-safe.
 */
public final class RegressionDetectorService implements AutoCloseable {

  private static final int PARTITIONS = 4;
  private static final short BROKERS_DEFAULT_REPLICATION = -1;

  private final KafkaSettings kafka;
  private final Path stateDir;
  private final DetectorMetrics metrics;
  private volatile StreamsService streams;
  private volatile boolean closed;

  /**
   * Does nothing yet.
   *
   * @param stateDir a folder of this instance's own; whoever gave it deletes it
   * @param registry where open regressions and verdicts are counted
   */
  public RegressionDetectorService(KafkaSettings kafka, Path stateDir, MeterRegistry registry) {
    this.kafka = kafka;
    this.stateDir = stateDir;
    this.metrics = new DetectorMetrics(registry, Clock.system());
  }

  /**
   * Creates the topics that are missing and begins to work, in threads of its own.
   *
   * @throws dev.faultline.schemas.KafkaUnavailableException when Kafka cannot be reached
   * @throws IllegalStateException when it was started or closed before
   */
  public synchronized void start() {
    if (streams != null || closed) {
      throw new IllegalStateException("a regression-detector is started once");
    }
    TopicAdmin.createMissing(kafka, PARTITIONS, BROKERS_DEFAULT_REPLICATION);
    streams =
        StreamsService.start(
            "regression-detector", DetectorTopology.build(metrics), kafka, stateDir);
    metrics.watch(streams);
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
      streams.close();
    }
  }
}
