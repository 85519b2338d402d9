package dev.faultline.shards;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A generator in a JVM of its own, to be killed. */
final class ChildGenerator implements AutoCloseable {

  private static final int SHARDS = 8;

  private final Process process;

  ChildGenerator(KafkaSettings kafka) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildGenerator.class.getName(),
                kafka.bootstrapServers())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(new File("target", "child-generator.log")))
            .start();
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() throws InterruptedException {
    if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
      throw new AssertionError("the generator survives a kill");
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** Ends with its parent, too: when standard input ends. */
  public static void main(String[] arguments) throws IOException {
    KafkaSettings kafka = KafkaSettings.of(arguments[0]);
    try (GeneratorService generator =
        new GeneratorService(
            kafka,
            SpillSpace.in(Path.of("target", "child-generator")),
            Clock.system(),
            new SimpleMeterRegistry(),
            LoadSettings.shards(SHARDS))) {
      generator.start();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
