package dev.faultline.cli.replay;

import dev.faultline.cli.broker.EmbeddedBroker;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.run.Parts;
import dev.faultline.cli.run.StopSignal;
import dev.faultline.cli.run.StoppedException;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What carries a replay: a Kafka of its own, aggregator and regression-detector. */
final class ReplayPlatform implements AutoCloseable {

  /**
   * Event times lie in the past: with the retention of our topics the broker would delete the
   * results of yesterday's run while they are replayed.
   */
  private static final Map<String, String> KEEP_ALL =
      Map.of(
          "cleanup.policy", "delete",
          "retention.ms", "-1",
          "message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));

  /** The consumer group of the aggregator, which is its application id. */
  private static final String AGGREGATOR = "faultline-aggregator";

  private final EmbeddedBroker broker;
  private final Parts parts = new Parts();

  private ReplayPlatform(EmbeddedBroker broker) {
    this.broker = broker;
  }

  /** Starts it all; nothing is left over when a part of it fails. */
  static ReplayPlatform start(ReplayFolder folder, FreePorts ports, StopSignal stop)
      throws IOException, StoppedException, InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(folder.brokerData(), folder.brokerLog(), ports);
    ReplayPlatform platform = new ReplayPlatform(broker);
    try {
      stop.check();
      createTopics(broker.settings());
      platform.parts.startAnalysis(broker.settings(), folder.state(), new SimpleMeterRegistry());
      stop.check();
      return platform;
    } catch (IOException | RuntimeException | StoppedException | InterruptedException e) {
      platform.close();
      throw e;
    }
  }

  KafkaSettings kafka() {
    return broker.settings();
  }

  /** Why it can carry the replay no longer, one sentence; empty while all is well. */
  Optional<String> failure() {
    return broker.alive()
        ? parts.dead().map("the %s has failed"::formatted)
        : Optional.of("the embedded broker has ended");
  }

  /** Whether the aggregator has committed that it read so many results. */
  boolean hasRead(long results) throws IOException, InterruptedException {
    if (results == 0) {
      return true;
    }
    TopicPartition partition = new TopicPartition(Topics.RESULTS.name(), 0);
    try (Admin admin = Admin.create(kafka().clientProperties())) {
      OffsetAndMetadata read =
          admin
              .listConsumerGroupOffsets(AGGREGATOR)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return read != null && read.offset() >= results;
    } catch (ExecutionException e) {
      throw new IOException("Kafka does not tell what was read: " + e.getCause().getMessage(), e);
    }
  }

  @Override
  public void close() {
    parts.close();
    broker.close();
  }

  private static void createTopics(KafkaSettings kafka) throws IOException, InterruptedException {
    List<NewTopic> topics =
        Topics.all().stream()
            .map(topic -> new NewTopic(topic.name(), 1, (short) 1).configs(KEEP_ALL))
            .toList();
    try (Admin admin = Admin.create(kafka.clientProperties())) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IOException("topics cannot be created: " + e.getCause().getMessage(), e);
    }
  }
}
