package dev.faultline.testkit;

import dev.faultline.schemas.KafkaSettings;
import java.util.Map;
import kafka.server.BrokerServer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One KRaft node, broker and controller in one, with the settings of a fast test and no topics. For
 * tests that cannot share a broker; all others use {@link SharedBroker}.
 */
public final class EmbeddedCluster implements AutoCloseable {

  private static final Map<String, String> CONFIG =
      Map.of(
          "offsets.topic.replication.factor", "1",
          "offsets.topic.num.partitions", "4",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "transaction.state.log.num.partitions", "4",
          "group.initial.rebalance.delay.ms", "0",
          "auto.create.topics.enable", "false",
          // Tests use event times of any age; their records must not be deleted for it.
          "log.initial.task.delay.ms", String.valueOf(Long.MAX_VALUE));

  private final KafkaClusterTestKit kit;

  private EmbeddedCluster(KafkaClusterTestKit kit) {
    this.kit = kit;
  }

  /** Starts it, in about 3 s for the first and 0.3 s for later ones of a JVM. */
  public static EmbeddedCluster start() throws Exception {
    return start(Map.of());
  }

  /**
   * The same, which tells clients that it is somewhere else on loopback: behind a proxy there.
   *
   * @param port of the proxy
   */
  public static EmbeddedCluster startBehind(int port) throws Exception {
    return start(Map.of("advertised.listeners", "EXTERNAL://localhost:" + port));
  }

  private static EmbeddedCluster start(Map<String, String> more) throws Exception {
    QuietLogs.apply();
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .setBootstrapMetadataVersion(MetadataVersion.latestProduction())
            .build();
    var builder = new KafkaClusterTestKit.Builder(nodes);
    CONFIG.forEach(builder::setConfigProp);
    more.forEach(builder::setConfigProp);
    var cluster = new EmbeddedCluster(builder.build());
    try {
      cluster.kit.format();
      cluster.kit.startup();
      cluster.kit.waitForReadyBrokers();
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  /** Stops it; its data and its address are kept for {@link #startAgain}. */
  public void stop() {
    BrokerServer broker = broker();
    broker.shutdown();
    broker.awaitShutdown();
  }

  /** Starts it after {@link #stop}, and waits until it serves clients. */
  public void startAgain() throws Exception {
    broker().startup();
    kit.waitForReadyBrokers();
  }

  private BrokerServer broker() {
    return kit.brokers().values().iterator().next();
  }

  /** How to reach it. */
  public KafkaSettings settings() {
    return KafkaSettings.of(kit.bootstrapServers());
  }

  @Override
  public void close() throws Exception {
    kit.close();
  }
}
