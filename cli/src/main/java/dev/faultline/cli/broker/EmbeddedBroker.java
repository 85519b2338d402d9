package dev.faultline.cli.broker;

import dev.faultline.cli.process.ChildFailedException;
import dev.faultline.cli.process.ChildJvm;
import dev.faultline.cli.process.ChildSpec;
import dev.faultline.cli.process.FolderRemoval;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.process.ProcessIdentity;
import dev.faultline.schemas.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real Kafka for one run, in a child JVM on loopback. It dies with this process; {@link #close()}
 * ends it and deletes its data.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 5;
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final ChildJvm child;
  private final Path data;
  private final String bootstrap;

  private EmbeddedBroker(ChildJvm child, Path data, String bootstrap) {
    this.child = child;
    this.data = data;
    this.bootstrap = bootstrap;
  }

  /**
   * Starts it and waits until it serves clients.
   *
   * @param data folder for its data, emptied first and removed at the end
   * @param log file that what it has to tell is appended to
   * @throws ChildFailedException when Kafka cannot start; the message holds the end of its log
   * @throws IOException when it cannot even be tried
   */
  public static EmbeddedBroker start(Path data, Path log, FreePorts ports) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return tryToStart(data, log, ports);
      } catch (ChildFailedException e) {
        if (attempt == ATTEMPTS || !e.getMessage().contains("Address already in use")) {
          throw e;
        }
      }
    }
  }

  private static EmbeddedBroker tryToStart(Path data, Path log, FreePorts ports)
      throws IOException {
    FolderRemoval.remove(data);
    Files.createDirectories(temporary(data));
    List<Integer> free = ports.find(2);
    ChildJvm child = ChildJvm.start(spec(data, free.get(0), free.get(1)), log);
    try {
      return new EmbeddedBroker(child, data, child.awaitReady(PATIENCE));
    } catch (ChildFailedException e) {
      child.close();
      FolderRemoval.remove(data);
      throw e;
    }
  }

  /**
   * What to start.
   *
   * @param data must have its {@link #temporary} folder already
   */
  static ChildSpec spec(Path data, int brokerPort, int controllerPort) {
    List<String> options = new ArrayList<>(JVM_OPTIONS);
    options.add("-Djava.io.tmpdir=" + temporary(data));
    return new ChildSpec(
        "embedded broker",
        BrokerMain.class,
        options,
        List.of(data.toString(), Integer.toString(brokerPort), Integer.toString(controllerPort)),
        BrokerMain.READY);
  }

  /**
   * For its temporary files, so that they go with its data: libraries unpack native code there, and
   * a process that ends with its parent does not clean up.
   */
  static Path temporary(Path data) {
    return data.resolve("tmp");
  }

  /** {@code host:port} for clients. */
  public String bootstrap() {
    return bootstrap;
  }

  public KafkaSettings settings() {
    return KafkaSettings.of(bootstrap);
  }

  public ProcessIdentity process() {
    return child.identity();
  }

  public boolean alive() {
    return child.alive();
  }

  @Override
  public void close() {
    child.close();
    FolderRemoval.remove(data);
  }
}
