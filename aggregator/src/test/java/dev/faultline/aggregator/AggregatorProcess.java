package dev.faultline.aggregator;

import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An aggregator in a JVM of its own, which can be killed without a chance to say goodbye. */
final class AggregatorProcess implements AutoCloseable {

  /** Shorter than in life, so that a test does not wait long for what a killed one held. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "session.timeout.ms", "6000",
          "heartbeat.interval.ms", "1000",
          "transaction.timeout.ms", "5000",
          "num.stream.threads", "2");

  private final Process process;

  private AggregatorProcess(Process process) {
    this.process = process;
  }

  static AggregatorProcess start(KafkaSettings kafka, Path stateDir) {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AggregatorProcess.class.getName(),
            kafka.bootstrapServers(),
            stateDir.toString());
    command.redirectErrorStream(true);
    command.redirectOutput(
        ProcessBuilder.Redirect.appendTo(new File("target", "aggregator-process.log")));
    try {
      return new AggregatorProcess(command.start());
    } catch (IOException e) {
      throw new AssertionError("no second JVM", e);
    }
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new AssertionError("the aggregator survives a kill");
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

  /** Runs until its parent is gone. */
  public static void main(String[] arguments) throws IOException {
    KafkaSettings kafka = new KafkaSettings(arguments[0], IMPATIENT);
    try (AggregatorService service =
        new AggregatorService(kafka, Path.of(arguments[1]), new SimpleMeterRegistry())) {
      service.start();
      while (System.in.read() >= 0) {
        // Nobody writes to it; it ends when the parent does.
      }
    }
  }
}
