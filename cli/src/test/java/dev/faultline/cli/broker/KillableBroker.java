package dev.faultline.cli.broker;

import dev.faultline.cli.process.FreePorts;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.testkit.KillableJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;

/** A broker that dies without a word, and starts again where it was on what it had written. */
public final class KillableBroker implements AutoCloseable {

  /** Until then the one that was killed is thought to be alive, and no other may take its place. */
  private static final String SESSION_MILLIS = "3000";

  private final Path folder;
  private final List<Integer> ports;
  private KillableJvm process;

  private KillableBroker(Path folder, List<Integer> ports) {
    this.folder = folder;
    this.ports = ports;
  }

  public static KillableBroker start(Path folder) throws Exception {
    FreePorts free = new FreePorts(RandomGenerator.getDefault());
    KillableBroker broker = new KillableBroker(folder, free.find(2));
    broker.startAgain();
    return broker;
  }

  public KafkaSettings settings() {
    return KafkaSettings.of("127.0.0.1:" + ports.getFirst());
  }

  /** The broker's own JVM. */
  public static void main(String[] args) throws Exception {
    BrokerSettings settings =
        new BrokerSettings(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    if (Files.notExists(settings.data())) {
      Files.createDirectory(settings.data());
      BrokerMain.format(settings);
    }
    Properties properties = settings.properties();
    properties.put("broker.session.timeout.ms", SESSION_MILLIS);
    BrokerMain.start(properties).awaitShutdown();
  }

  /** SIGKILL, and waits until it is gone. */
  public void kill() {
    process.kill();
  }

  /** Starts it, and waits until it serves clients. */
  public void startAgain() throws IOException, InterruptedException, ExecutionException {
    File log = folder.resolve("broker.log").toFile();
    List<String> arguments =
        List.of(
            folder.resolve("data").toString(),
            ports.getFirst().toString(),
            ports.getLast().toString());
    process =
        KillableJvm.start("broker", KillableBroker.class, log, List.of("-Xmx256m"), arguments);
    try (Admin admin = Admin.create(settings().clientProperties())) {
      admin.describeCluster().controller().get();
    }
    process.assertAlive();
  }

  @Override
  public void close() {
    process.close();
  }
}
