package dev.faultline.testkit;

import dev.faultline.core.run.RunId;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.TopicAdmin;
import java.util.function.Function;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Kafka for integration tests, with topics in 4 partitions, but 8 for the shards. Started by
 * the first test class of the JVM that uses it and closed after the last; topics are never emptied,
 * so every test takes run ids of its own.
 *
 * <pre>{@code
 * @RegisterExtension static final SharedBroker broker = new SharedBroker();
 * }</pre>
 */
public final class SharedBroker implements BeforeAllCallback {

  private static final int PARTITIONS = 4;

  private EmbeddedCluster cluster;

  @Override
  public void beforeAll(ExtensionContext context) {
    cluster =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(SharedBroker.class))
            .computeIfAbsent(EmbeddedCluster.class, type -> startCluster(), EmbeddedCluster.class);
  }

  /** How to reach it. */
  public KafkaSettings settings() {
    if (cluster == null) {
      throw new IllegalStateException("register it as a static field: @RegisterExtension static");
    }
    return cluster.settings();
  }

  /** How many partitions each topic has but that of the shards. */
  public int partitions() {
    return PARTITIONS;
  }

  /** Reads what a topic holds of one run. */
  public <T> TopicReader<T> read(Topic<T> topic, Function<T, RunId> runOf, RunId run) {
    return new TopicReader<>(settings(), topic, value -> runOf.apply(value).equals(run));
  }

  private static EmbeddedCluster startCluster() {
    try {
      EmbeddedCluster cluster = EmbeddedCluster.start();
      TopicAdmin.createMissing(cluster.settings(), PARTITIONS, (short) 1);
      return cluster;
    } catch (Exception e) {
      throw new IllegalStateException("the broker for tests does not start", e);
    }
  }
}
