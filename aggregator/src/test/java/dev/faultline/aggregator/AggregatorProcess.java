package dev.faultline.aggregator;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.KafkaUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** An aggregator in a JVM of its own, which can be killed without a chance to say goodbye. */
final class AggregatorProcess implements AutoCloseable {

  /** Shorter than in life, so that a test does not wait long for what a killed one held. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "session.timeout.ms", "6000",
          "heartbeat.interval.ms", "1000",
          "transaction.timeout.ms", "5000");

  /** Lists hundreds of settings per client; held, as a logger that nobody holds is forgotten. */
  private static final Logger CONFIG = Logger.getLogger("org.apache.kafka.common.config");

  private final String name;
  private final Process process;

  private AggregatorProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param name of the instance, with which the broker knows its clients
   */
  static AggregatorProcess start(String name, KafkaSettings kafka, Path stateDir) {
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL " + name + " %4$s %5$s%6$s%n",
            "-cp",
            System.getProperty("java.class.path"),
            AggregatorProcess.class.getName(),
            kafka.bootstrapServers(),
            stateDir.toString(),
            "client.id=" + name);
    Stream<String> properties =
        kafka.properties().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
    ProcessBuilder command = new ProcessBuilder(Stream.concat(java, properties).toList());
    command.redirectErrorStream(true);
    command.redirectOutput(
        ProcessBuilder.Redirect.appendTo(new File("target", "aggregator-process.log")));
    try {
      return new AggregatorProcess(name, command.start());
    } catch (IOException e) {
      throw new AssertionError("no second JVM", e);
    }
  }

  String name() {
    return name;
  }

  /** It did not end by itself, whatever the reason. */
  void assertAlive() {
    if (!process.isAlive()) {
      throw new AssertionError(name + " ended by itself, with exit code " + process.exitValue());
    }
  }

  /** SIGTERM, and waits until it has committed, left the group and is gone. */
  void stop() {
    process.destroy();
    awaitEnd("the aggregator does not stop");
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd("the aggregator survives a kill");
  }

  private void awaitEnd(String otherwise) {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError(otherwise);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** Runs until it is told to stop, or its parent is gone. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> properties = new HashMap<>(IMPATIENT);
    for (String each : List.of(arguments).subList(2, arguments.length)) {
      String[] property = each.split("=", 2);
      properties.put(property[0], property[1]);
    }
    showLogs();
    KafkaSettings kafka = new KafkaSettings(arguments[0], properties);
    AggregatorService service =
        new AggregatorService(kafka, Path.of(arguments[1]), new SimpleMeterRegistry());
    Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    start(service);
    while (System.in.read() >= 0) {
      // Nobody writes to it.
    }
    System.exit(0);
  }

  /** Again when Kafka did not answer in time, as whoever runs it in life would. */
  private static void start(AggregatorService service) {
    try {
      service.start();
    } catch (KafkaUnavailableException e) {
      start(service);
    }
  }

  /** Who analyses a failure wants to know what Kafka Streams did when. */
  private static void showLogs() {
    Logger root = Logger.getLogger("");
    for (Handler each : root.getHandlers()) {
      root.removeHandler(each);
    }
    root.addHandler(new ConsoleHandler());
    root.setLevel(Level.INFO);
    CONFIG.setLevel(Level.WARNING);
  }
}
