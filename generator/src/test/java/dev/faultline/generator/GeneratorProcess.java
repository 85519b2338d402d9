package dev.faultline.generator;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A generator in a JVM of its own, which can be killed without a chance to say goodbye. */
final class GeneratorProcess implements AutoCloseable {

  private static final int SHARDS = 8;

  /** Tells all its settings; held, as a logger that nobody holds is forgotten. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private final String name;
  private final Process process;

  private GeneratorProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param name with which the broker knows its clients
   */
  static GeneratorProcess start(String name, KafkaSettings kafka) {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=java.util.logging.LogManager",
            "-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL " + name + " %4$s %5$s%6$s%n",
            "-cp",
            System.getProperty("java.class.path"),
            GeneratorProcess.class.getName(),
            kafka.bootstrapServers(),
            name);
    command.redirectErrorStream(true);
    command.redirectOutput(
        ProcessBuilder.Redirect.appendTo(new File("target", "generator-process.log")));
    try {
      return new GeneratorProcess(name, command.start());
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

  /** SIGTERM, and waits until it is gone. */
  void stop() {
    process.destroy();
    awaitEnd("the generator does not stop");
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd("the generator survives a kill");
  }

  /** SIGSTOP: it is there and does nothing. */
  void freeze() {
    signal("-STOP");
  }

  /** SIGCONT: it goes on as if no time had passed. */
  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError(name + " takes no signal");
      }
    } catch (IOException e) {
      throw new AssertionError("no signals here", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void awaitEnd(String otherwise) {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
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
