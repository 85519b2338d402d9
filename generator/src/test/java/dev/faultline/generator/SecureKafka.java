package dev.faultline.generator;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.testkit.FreePort;
import dev.faultline.testkit.QuietLogs;
import dev.faultline.testkit.TestAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real Kafka of one node that can be spoken to in several ways, each on a port of its own. */
final class SecureKafka implements AutoCloseable {

  static final String USER = "shop";

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";";

  private final KafkaRaftServer server;
  private final Map<Listener, Integer> ports;

  /** A way to speak to it. */
  enum Listener {
    /** Everybody may; for the test itself, and the node. */
    OPEN("PLAINTEXT"),
    /** With the password of {@link #USER}. */
    USERS("SASL_PLAINTEXT"),
    /** Over TLS, with a certificate of the same authority. */
    CERTIFICATES("SSL"),
    /** Over TLS, with the password. */
    USERS_OVER_TLS("SASL_SSL"),
    CONTROLLER("PLAINTEXT");

    private final String protocol;

    Listener(String protocol) {
      this.protocol = protocol;
    }
  }

  private SecureKafka(KafkaRaftServer server, Map<Listener, Integer> ports) {
    this.server = server;
    this.ports = ports;
  }

  /**
   * Starts it.
   *
   * @param data a folder for what it keeps, which is not there yet
   */
  static SecureKafka start(Path data, TestAuthority authority, String password) throws Exception {
    QuietLogs.apply();
    new Formatter()
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName(Listener.CONTROLLER.name())
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .run();
    Map<Listener, Integer> ports = freePorts();
    Properties properties = new Properties();
    properties.putAll(node(data, ports));
    properties.putAll(logins(password));
    properties.putAll(tls(authority));
    var kafka =
        new SecureKafka(new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM), ports);
    try {
      kafka.server.startup();
      return kafka;
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  /** {@code 127.0.0.1:port}. */
  String address(Listener listener) {
    return address(ports, listener);
  }

  /** For the test itself. */
  KafkaSettings settings() {
    return KafkaSettings.of(address(Listener.OPEN));
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static String address(Map<Listener, Integer> ports, Listener listener) {
    return "127.0.0.1:" + ports.get(listener);
  }

  private static Map<Listener, Integer> freePorts() {
    Map<Listener, Integer> ports = new EnumMap<>(Listener.class);
    for (Listener listener : Listener.values()) {
      int port = FreePort.find();
      while (ports.containsValue(port)) {
        port = FreePort.find();
      }
      ports.put(listener, port);
    }
    return ports;
  }

  private static Map<String, String> node(Path data, Map<Listener, Integer> ports) {
    Function<Listener, String> listener = its -> its + "://" + address(ports, its);
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("log.dirs", data.toString()),
        Map.entry("listeners", joined(List.of(Listener.values()), listener)),
        Map.entry(
            "advertised.listeners",
            joined(
                List.of(
                    Listener.OPEN, Listener.USERS, Listener.CERTIFICATES, Listener.USERS_OVER_TLS),
                listener)),
        Map.entry(
            "listener.security.protocol.map",
            joined(List.of(Listener.values()), its -> its + ":" + its.protocol)),
        Map.entry("inter.broker.listener.name", Listener.OPEN.name()),
        Map.entry("controller.listener.names", Listener.CONTROLLER.name()),
        Map.entry("controller.quorum.voters", "1@" + address(ports, Listener.CONTROLLER)),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("auto.create.topics.enable", "false"));
  }

  private static String joined(List<Listener> listeners, Function<Listener, String> each) {
    return listeners.stream().map(each).collect(Collectors.joining(","));
  }

  private static Map<String, String> logins(String password) {
    String login = LOGIN.formatted(USER, password);
    return Map.of(
        "sasl.enabled.mechanisms", "PLAIN",
        "listener.name.users.plain.sasl.jaas.config", login,
        "listener.name.users_over_tls.plain.sasl.jaas.config", login);
  }

  private static Map<String, String> tls(TestAuthority authority) throws IOException {
    TestAuthority.Issued its = authority.issue("127.0.0.1");
    return Map.of(
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.certificate.chain",
        Files.readString(its.certificate()),
        "ssl.keystore.key",
        Files.readString(its.key()),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.certificates",
        Files.readString(authority.certificate()),
        "listener.name.certificates.ssl.client.auth",
        "required");
  }
}
