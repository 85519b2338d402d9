package dev.faultline.app;

import dev.faultline.testkit.EmbeddedCluster;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Runs a broker beside the app under test and tells the app its address. */
public final class BrokerForTests implements QuarkusTestResourceLifecycleManager {

  private EmbeddedCluster cluster;

  @Override
  public Map<String, String> start() {
    try {
      cluster = EmbeddedCluster.start();
      return Map.of(
          "faultline.kafka.bootstrap-servers", cluster.settings().bootstrapServers(),
          "faultline.kafka.properties.client.id", "from-config",
          "faultline.topics.partitions", "2",
          "quarkus.http.test-port", "0");
    } catch (Exception e) {
      throw new IllegalStateException("the broker for tests does not start", e);
    }
  }

  @Override
  public void stop() {
    try {
      if (cluster != null) {
        cluster.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the broker for tests does not stop", e);
    }
  }
}
