package dev.faultline.aggregator;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.KafkaUnavailableException;
import dev.faultline.testkit.KillableJvm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** An aggregator in a JVM of its own. */
final class AggregatorProcess {

  /** Shorter than in life, so that a test does not wait long for what a killed one held. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "session.timeout.ms", "6000",
          "heartbeat.interval.ms", "1000",
          "transaction.timeout.ms", "5000");

  /** Lists hundreds of settings per client; held, as a logger that nobody holds is forgotten. */
  private static final Logger CONFIG = Logger.getLogger("org.apache.kafka.common.config");

  private AggregatorProcess() {}

  /**
   * Starts it.
   *
   * @param name of the instance, with which the broker knows its clients
   */
  static KillableJvm start(String name, KafkaSettings kafka, Path stateDir) {
    Stream<String> arguments =
        Stream.of(kafka.bootstrapServers(), stateDir.toString(), "client.id=" + name);
    Stream<String> properties =
        kafka.properties().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
    return KillableJvm.start(
        name,
        AggregatorProcess.class,
        new File("target", "aggregator-process.log"),
        List.of("-Xmx256m", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
        Stream.concat(arguments, properties).toList());
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
