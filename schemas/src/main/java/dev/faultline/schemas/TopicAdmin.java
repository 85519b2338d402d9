package dev.faultline.schemas;

import static org.apache.kafka.clients.admin.AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.admin.AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG;
import static org.apache.kafka.clients.admin.AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics of {@link Topics} where they are missing. Topics that exist are left as they
 * are: their settings belong to whoever made them.
 */
public final class TopicAdmin {

  /** How long an unreachable Kafka is waited for unless the settings say, in milliseconds. */
  private static final String PATIENCE = "10000";

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final int MAX_LOOKS = 200;

  private TopicAdmin() {}

  /**
   * Several services may call it at the same time.
   *
   * @param partitions how many each new topic gets, see {@link Topics#partitions}; when some of the
   *     {@link Topics#coPartitioned()} exist already, new ones of them get as many as those have
   * @param replicationFactor how many brokers hold a copy of each new topic; -1 for the broker's
   *     own default
   * @throws KafkaUnavailableException when Kafka cannot be reached, refuses, or holds
   *     co-partitioned topics of different partition counts
   */
  public static void createMissing(
      KafkaSettings settings, int partitions, short replicationFactor) {
    Admin admin = connect(settings);
    try {
      Map<String, Integer> existing = partitionCounts(admin);
      int common = commonPartitions(existing, partitions);
      List<NewTopic> missing =
          Topics.all().stream()
              .filter(topic -> !existing.containsKey(topic.name()))
              .map(topic -> newTopic(topic, common, partitions, replicationFactor))
              .toList();
      for (KafkaFuture<Void> creation : admin.createTopics(missing).values().values()) {
        awaitCreation(creation);
      }
      awaitVisibility(admin);
    } catch (ExecutionException e) {
      throw unavailable(settings, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException("interrupted while creating topics", e);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private static Properties properties(KafkaSettings settings) {
    return KafkaClients.properties(
        Map.of(
            DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE,
            REQUEST_TIMEOUT_MS_CONFIG, PATIENCE,
            // With "rebootstrap" the client spins and logs while Kafka is away.
            METADATA_RECOVERY_STRATEGY_CONFIG, "none"),
        settings,
        Map.of());
  }

  private static Admin connect(KafkaSettings settings) {
    try {
      return Admin.create(properties(settings));
    } catch (KafkaException e) {
      throw unavailable(settings, e.getCause() == null ? e : e.getCause());
    }
  }

  /** Of the topics that exist. */
  private static Map<String, Integer> partitionCounts(Admin admin)
      throws ExecutionException, InterruptedException {
    Set<String> names = admin.listTopics().names().get();
    List<String> ours = Topics.all().stream().map(Topic::name).filter(names::contains).toList();
    Map<String, Integer> counts = new HashMap<>();
    admin
        .describeTopics(ours)
        .allTopicNames()
        .get()
        .forEach((name, description) -> counts.put(name, description.partitions().size()));
    return counts;
  }

  private static int commonPartitions(Map<String, Integer> existing, int wanted) {
    List<String> names =
        Topics.coPartitioned().stream().map(Topic::name).filter(existing::containsKey).toList();
    List<Integer> counts = names.stream().map(existing::get).distinct().toList();
    if (counts.size() > 1) {
      Set<String> found = new TreeSet<>();
      names.forEach(name -> found.add(name + " has " + existing.get(name)));
      throw new KafkaUnavailableException(
          "These topics need the same number of partitions: " + String.join(", ", found));
    }
    return Stream.concat(counts.stream(), Stream.of(wanted)).findFirst().orElseThrow();
  }

  private static NewTopic newTopic(
      Topic<?> topic, int common, int partitions, short replicationFactor) {
    int count =
        Topics.coPartitioned().contains(topic) ? common : Topics.partitions(topic, partitions);
    return new NewTopic(topic.name(), count, replicationFactor).configs(topic.settings());
  }

  private static void awaitCreation(KafkaFuture<Void> creation)
      throws ExecutionException, InterruptedException {
    try {
      creation.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      } // Otherwise another service was faster, which is as good.
    }
  }

  /**
   * A topic that the controller has created is not known to every broker at once; whoever reads it
   * too early, Kafka Streams above all, takes it for missing.
   */
  private static void awaitVisibility(Admin admin) throws ExecutionException, InterruptedException {
    Set<String> all = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());
    for (int look = 0; !admin.listTopics().names().get().containsAll(all); look++) {
      if (look == MAX_LOOKS) {
        throw new KafkaUnavailableException(
            "Kafka has created its topics, but does not show them within %d ms"
                .formatted(MAX_LOOKS * LOOK_AGAIN.toMillis()));
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private static KafkaUnavailableException unavailable(KafkaSettings settings, Throwable reason) {
    String servers = settings.bootstrapServers();
    String message =
        reason instanceof RetriableException
            ? "Kafka at %s does not answer within %s ms; is it running, and is the address right?"
                .formatted(servers, properties(settings).get(DEFAULT_API_TIMEOUT_MS_CONFIG))
            : "Kafka at %s cannot be used: %s".formatted(servers, reason.getMessage());
    return new KafkaUnavailableException(message, reason);
  }
}
