package dev.faultline.shards;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.testkit.KillableJvm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** A generator in a JVM of its own, to be killed. */
final class ChildGenerator {

  private static final int SHARDS = 8;

  private ChildGenerator() {}

  static KillableJvm start(KafkaSettings kafka) {
    return KillableJvm.start(
        "generator",
        ChildGenerator.class,
        new File("target", "child-generator.log"),
        List.of("-Xmx128m"),
        List.of(kafka.bootstrapServers()));
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
