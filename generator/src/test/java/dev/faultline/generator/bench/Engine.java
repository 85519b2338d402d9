package dev.faultline.generator.bench;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.schedule.Idle;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.testkit.bench.Parent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;

/** The generator service in a JVM of its own. */
final class Engine {

  private Engine() {}

  /**
   * Carries runs until the parent is gone; answers when it is ready, and then to each request with
   * {@link EngineFigures}.
   */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.listenTo();
    try (GeneratorService generator =
        new GeneratorService(
            KafkaSettings.of(arguments[0]),
            SpillSpace.in(Path.of(arguments[1])),
            Clock.system(),
            new SimpleMeterRegistry(),
            new LoadSettings(
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Idle.valueOf(arguments[4])))) {
      // Who is killed stays in the group for some seconds, in which nobody gets its shards.
      Runtime.getRuntime().addShutdownHook(new Thread(generator::close));
      generator.start();
      parent.answer("ready");
      while (true) {
        parent.answer(EngineFigures.answer(parent.request(generator::alive)));
      }
    }
  }
}
