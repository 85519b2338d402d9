package dev.faultline.cli.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A whole Kafka in this JVM, for a child process: Kafka may halt its JVM, and one that failed half
 * way leaves threads behind.
 */
public final class BrokerMain {

  /** Begins the one line on standard output, which the bootstrap address follows. */
  static final String READY = "READY ";

  private BrokerMain() {}

  /**
   * Runs it until the process ends.
   *
   * @param args folder for its data, broker port, controller port
   */
  public static void main(String[] args) throws Exception {
    BrokerSettings settings =
        new BrokerSettings(
            Path.of(args[0]).resolve("log"), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    format(settings);
    KafkaRaftServer server = start(settings.properties());
    System.out.println(READY + settings.bootstrap());
    server.awaitShutdown();
  }

  static KafkaRaftServer start(Properties properties) {
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    server.startup();
    return server;
  }

  static void format(BrokerSettings settings) throws Exception {
    new Formatter()
        .setNodeId(BrokerSettings.NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName(BrokerSettings.CONTROLLER)
        .setMetadataLogDirectory(settings.data().toString())
        .addDirectory(settings.data().toString())
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .run();
  }
}
