package dev.faultline.chaos;

import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.chaos.guard.PodLimits;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An injector in a JVM of its own, so that it can be killed. */
final class InjectorProcess implements AutoCloseable {

  /** As short as the broker allows, for the test has to wait for it. */
  static final Map<String, String> SHORT_SESSION =
      Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "1000");

  private final Process process;

  InjectorProcess(KafkaSettings kafka) throws IOException {
    this(kafka, Map.of());
  }

  /**
   * One that may touch pods in the namespace {@code shop}.
   *
   * @param environment what it has besides its parent's
   */
  InjectorProcess(KafkaSettings kafka, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            InjectorProcess.class.getName(),
            kafka.bootstrapServers());
    builder.environment().putAll(environment);
    process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  /** Ends with its parent, too: when standard input ends. */
  public static void main(String[] arguments) throws IOException {
    KafkaSettings kafka = new KafkaSettings(arguments[0], SHORT_SESSION);
    try (ChaosInjectorService injector =
        new ChaosInjectorService(
            kafka,
            Clock.system(),
            new SimpleMeterRegistry(),
            GuardLimits.defaults().withPods(PodLimits.allowing(Set.of("shop"))))) {
      injector.start();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
