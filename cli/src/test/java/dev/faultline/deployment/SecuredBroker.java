package dev.faultline.deployment;

import dev.faultline.schemas.KafkaSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka that wants to know who talks to it, and lets nobody do what no rule allows. Users have
 * passwords (SASL PLAIN); their names are their principals, as with SCRAM.
 */
final class SecuredBroker implements AutoCloseable {

  private static final String ADMIN = "admin";
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " username=\"%s\" password=\"secret\"";

  private final KafkaRaftServer server;
  private final int port;

  private SecuredBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  static SecuredBroker start(Path data, int port, int controllerPort, Collection<String> users)
      throws Exception {
    new Formatter()
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .run();
    Properties properties = new Properties();
    properties.putAll(node(data, port, controllerPort));
    properties.putAll(security(users));
    var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    server.startup();
    return new SecuredBroker(server, port);
  }

  /** As somebody who may do everything. */
  KafkaSettings admin() {
    return as(ADMIN);
  }

  KafkaSettings as(String user) {
    return KafkaSettings.of("127.0.0.1:" + port)
        .with("security.protocol", "SASL_PLAINTEXT")
        .with("sasl.mechanism", "PLAIN")
        .with("sasl.jaas.config", LOGIN.formatted(user) + ";");
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, String> node(Path data, int port, int controllerPort) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("log.dirs", data.toString()),
        Map.entry(
            "listeners",
            "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort)),
        Map.entry("advertised.listeners", "CLIENTS://127.0.0.1:" + port),
        Map.entry("inter.broker.listener.name", "CLIENTS"),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "2"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "2"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("auto.create.topics.enable", "false"));
  }

  private static Map<String, String> security(Collection<String> users) {
    String passwords =
        users.stream()
            .map(user -> " user_%s=\"secret\"".formatted(user))
            .collect(Collectors.joining("", " user_" + ADMIN + "=\"secret\"", ";"));
    return Map.of(
        "listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "sasl.enabled.mechanisms", "PLAIN",
        "sasl.mechanism.inter.broker.protocol", "PLAIN",
        "listener.name.clients.plain.sasl.jaas.config", LOGIN.formatted(ADMIN) + passwords,
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        // The controller's listener asks nobody who they are; it is the broker itself.
        "super.users", "User:" + ADMIN + ";User:ANONYMOUS");
  }
}
