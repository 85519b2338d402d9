package dev.faultline.cli.run;

import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Starts the four services in this process. */
final class Parts {

  private Parts() {}

  /**
   * @param state for what Streams keeps on disk
   * @param started hears of each as soon as it runs, so that it can be ended when a later one fails
   */
  static void start(
      KafkaSettings kafka,
      Path state,
      Clock clock,
      MeterRegistry registry,
      Consumer<Part> started) {}
}
