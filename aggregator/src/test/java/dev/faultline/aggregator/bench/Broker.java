package dev.faultline.aggregator.bench;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.testkit.EmbeddedCluster;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Parent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;

/** A fresh Kafka in a child JVM; its log is in the folder and is deleted with it. */
final class Broker implements AutoCloseable {

  /** Application ids begin with it. */
  static final String PASSES = "bench";

  static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseSerialGC");

  private final ChildJvm child;
  private final KafkaSettings settings;

  private Broker(ChildJvm child) {
    this.child = child;
    settings = KafkaSettings.of(child.answer());
  }

  /** Starts it and creates all topics. */
  static Broker start(Path folder, int partitions) throws IOException {
    Broker broker = new Broker(ChildJvm.start(Broker.class, folder, JVM, List.of()));
    TopicAdmin.createMissing(broker.settings, partitions, (short) 1);
    try (Admin admin = Admin.create(broker.settings.clientProperties())) {
      await(
          () ->
              admin
                  .createTopics(
                      List.of(
                          new NewTopic(DslTopology.RESULTS, partitions, (short) 1),
                          new NewTopic(DslTopology.WINDOWS, partitions, (short) 1)))
                  .all()
                  .get());
    }
    return broker;
  }

  KafkaSettings settings() {
    return settings;
  }

  /** What the passes so far have made for themselves. */
  void deleteInternalTopics() {
    try (Admin admin = Admin.create(settings.clientProperties())) {
      Set<String> names = await(() -> admin.listTopics().names().get());
      Set<String> internal =
          names.stream()
              .filter(name -> name.startsWith("faultline-" + PASSES))
              .collect(Collectors.toSet());
      await(() -> admin.deleteTopics(internal).all().get());
    }
  }

  /** Size of the topic's log in bytes. */
  long logBytes(String topic) {
    try (Admin admin = Admin.create(settings.clientProperties())) {
      int node = await(() -> admin.describeCluster().nodes().get()).iterator().next().id();
      return await(() -> admin.describeLogDirs(List.of(node)).allDescriptions().get())
          .get(node)
          .values()
          .stream()
          .map(LogDirDescription::replicaInfos)
          .flatMap(replicas -> replicas.entrySet().stream())
          .filter(replica -> replica.getKey().topic().equals(topic))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    }
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  private static <T> T await(Question<T> question) {
    try {
      return question.ask();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("the broker does not answer", e);
    }
  }

  @Override
  public void close() {
    child.close();
  }

  /** Runs until the parent is gone. */
  public static void main(String[] none) throws Exception {
    Parent parent = Parent.listenTo();
    try (EmbeddedCluster cluster = EmbeddedCluster.start()) {
      parent.answer(cluster.settings().bootstrapServers());
      parent.request();
    }
  }
}
