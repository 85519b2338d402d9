package dev.faultline.generator;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.testkit.KillableJvm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A generator in a JVM of its own, with eight shards. */
final class GeneratorProcess {

  private static final int SHARDS = 8;

  /** Tells all its settings; held, as a logger that nobody holds is forgotten. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private GeneratorProcess() {}

  /**
   * Starts it.
   *
   * @param name with which the broker knows its clients
   */
  static KillableJvm start(String name, KafkaSettings kafka) {
    return KillableJvm.start(
        name,
        GeneratorProcess.class,
        new File("target", "generator-process.log"),
        List.of("-Xmx128m", "-Djava.util.logging.manager=java.util.logging.LogManager"),
        List.of(kafka.bootstrapServers(), name));
  }

  /** Runs until it is told to stop, or its parent is gone. */
  public static void main(String[] arguments) throws IOException {
    KafkaSettings kafka = new KafkaSettings(arguments[0], Map.of("client.id", arguments[1]));
    GeneratorService service =
        new GeneratorService(
            kafka,
            SpillSpace.in(Path.of(System.getProperty("java.io.tmpdir"), "spill-" + arguments[1])),
            Clock.system(),
            new SimpleMeterRegistry(),
            LoadSettings.shards(SHARDS),
            Duration.ofSeconds(5));
    KAFKA.setLevel(Level.WARNING);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    service.start();
    while (System.in.read() >= 0) {
      // Nobody writes to it.
    }
    System.exit(0);
  }
}
