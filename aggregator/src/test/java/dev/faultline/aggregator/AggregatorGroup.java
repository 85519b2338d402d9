package dev.faultline.aggregator;

import static org.awaitility.Awaitility.await;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.KillableJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Aggregators in processes of their own that share the work, as the broker sees them. None outlives
 * it.
 */
final class AggregatorGroup implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String ID = "faultline-aggregator";

  private final KafkaSettings kafka;
  private final Path folder;
  private final Chance chance;
  private final Admin admin;
  private final List<KillableJvm> started = new ArrayList<>();

  AggregatorGroup(KafkaSettings kafka, Path folder, Chance chance) {
    this.kafka = kafka;
    this.folder = folder;
    this.chance = chance;
    admin = Admin.create(kafka.clientProperties());
  }

  /** One more, with settings and state of its own. */
  KillableJvm start() {
    String name = "aggregator-" + (char) ('a' + started.size());
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                "num.stream.threads", chance.oneOf(List.of("1", "2")),
                "max.poll.records", chance.oneOf(List.of("7", "500", "10000")),
                "commit.interval.ms", chance.oneOf(List.of("20", "1000"))));
    chance.note(name + " with " + settings);
    KillableJvm process =
        AggregatorProcess.start(
            name, new KafkaSettings(kafka.bootstrapServers(), settings), folder.resolve(name));
    started.add(process);
    return process;
  }

  /** Until the broker knows it; what it will work on may still be open. */
  void awaitMember(KillableJvm process) {
    awaitMember(process, any -> true);
  }

  /** Until it has partitions to work on; it may still be restoring their state. */
  void awaitPartitions(KillableJvm process) {
    awaitMember(process, member -> !member.assignment().topicPartitions().isEmpty());
  }

  private void awaitMember(KillableJvm process, Predicate<MemberDescription> condition) {
    await(process.name())
        .atMost(PATIENCE)
        .until(
            () -> {
              process.assertAlive();
              return members().stream()
                  .filter(member -> member.clientId().startsWith(process.name()))
                  .anyMatch(condition);
            });
  }

  private Collection<MemberDescription> members() {
    return get(admin.describeConsumerGroups(List.of(ID)).all()).get(ID).members();
  }

  /** Until all results that there are have been read, in transactions that are committed. */
  void awaitAllRead() {
    await("all results are read")
        .atMost(PATIENCE)
        .until(() -> positions().entrySet().containsAll(ends().entrySet()));
  }

  private Map<TopicPartition, Long> positions() {
    Map<TopicPartition, OffsetAndMetadata> positions =
        get(admin.listConsumerGroupOffsets(ID).partitionsToOffsetAndMetadata());
    return positions.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  /** Of the partitions of the results that have any. */
  private Map<TopicPartition, Long> ends() {
    String topic = Topics.RESULTS.name();
    Map<TopicPartition, OffsetSpec> latest =
        get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
            .collect(
                Collectors.toMap(
                    each -> new TopicPartition(topic, each.partition()),
                    each -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends = get(admin.listOffsets(latest).all());
    return ends.entrySet().stream()
        .filter(each -> each.getValue().offset() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("the broker does not answer", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    started.forEach(KillableJvm::close);
    admin.close();
  }
}
