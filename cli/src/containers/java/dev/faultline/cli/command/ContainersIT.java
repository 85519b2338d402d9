package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.process.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The services against Kafka as users run it: the broker of its official image, in a container. The
 * system property {@code kafka.image} names another image that starts in the same way.
 */
class ContainersIT {

  private static final DockerImageName IMAGE =
      DockerImageName.parse(System.getProperty("kafka.image"))
          .asCompatibleSubstituteFor("apache/kafka");

  @TempDir private Path folder;

  private final FreePorts ports = new FreePorts(new Random());

  @Test
  void aRunAgainstAContainerisedBrokerExplainsTheDegradationByItsFault() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("services"));
    try (KafkaContainer kafka = new KafkaContainer(IMAGE)) {
      kafka.start();
      String bootstrap = kafka.getBootstrapServers();
      try (Services services = Services.start(bootstrap, logs, ports)) {
        Summary summary = ShortRun.run(folder.resolve("runs"), ports, "--bootstrap", bootstrap);

        assertThat(summary.verdict()).as(summary.output()).isEqualTo("PASS");
        assertThat(summary.exitCode()).isZero();
        assertThat(summary.attributions()).containsExactly("EXPLAINED by payments-latency");
        services.haveDocumentedMetricsAndAreAlive();
      }
    }
  }
}
